import { PartySync } from "../shared/party-sync.js";
import { Poll } from "./poll.js";
import { Presence } from "./presence.js";

/**
 * Something that others change too, as this page knows it: asked for by HTTP, again whenever its channel says that it has
 * changed, and again and again while there is no channel (a network may let no sockets through).
 *
 * Fires "removed" when it is not this player's any more.
 */
export class LiveFeed extends EventTarget {
  #app;
  #poll;
  #asking = null;
  #isOutdated = false;
  #isOn = false;
  channel;
  presence;

  /** `playerID`: who looks; `position`: what is known of the channel's stream, `{epoch, seq}`, or null. */
  constructor(app, playerID, channelPath, position) {
    super();
    this.#app = app;
    const url = new URL(channelPath, location.href.replace(/^http/, "ws"));
    this.channel = new PartySync({ url: url.href, token: () => app.session.token(), renew: (stale) => app.session.refresh(stale), position });
    this.presence = new Presence(this.channel, playerID);
    this.#poll = new Poll(app.connection, () => this.refresh());
    this.channel.addEventListener("message", ({ detail }) => this.concerns(detail) && this.#ask());
    this.channel.addEventListener("gap", () => this.#ask());
    this.channel.addEventListener("state", () => this.#followState());
    this.channel.addEventListener("end", ({ detail }) => (detail.code === 4403 ? this.#remove() : this.#ask()));
  }

  /** Whether an event of the channel means that what is shown is old. */
  concerns() {
    return true;
  }

  /** Asks by HTTP and takes what comes. */
  async load() {}

  get isLive() {
    return this.channel.state === "open";
  }

  start() {
    this.#isOn = true;
    this.#app.connection.addEventListener("change", this.#onConnection);
    this.#poll.start();
    this.channel.start();
  }

  stop() {
    this.#isOn = false;
    this.#app.connection.removeEventListener("change", this.#onConnection);
    this.#poll.stop();
    this.channel.stop();
  }

  async refresh() {
    try {
      await this.load();
    } catch (error) {
      if (error.status === 403 || error.status === 404) this.#remove();
      throw error;
    }
  }

  /** One question at a time; what has changed meanwhile is asked for once more. A failure is the connection's or the poll's. */
  #ask() {
    this.#isOutdated = true;
    this.#asking ??= this.#askUntilNew().catch(() => {}).finally(() => {
      this.#asking = null;
    });
  }

  async #askUntilNew() {
    while (this.#isOn && this.#isOutdated) {
      this.#isOutdated = false;
      await this.refresh();
    }
  }

  #followState() {
    if (!this.#isOn) return;
    const { state } = this.channel;
    if (state === "open") this.#poll.stop();
    else this.#poll.start();
    // A lost connection shows at once.
    if (state === "waiting") this.#poll.now();
  }

  #onConnection = () => {
    if (this.#app.connection.isLost) return;
    this.channel.wake();
    this.#ask();
  };

  #remove() {
    if (!this.#isOn) return;
    this.stop();
    this.dispatchEvent(new Event("removed"));
  }
}
