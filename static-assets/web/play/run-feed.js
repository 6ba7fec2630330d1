import { LiveFeed } from "./live-feed.js";

/** One run as this page knows it: an action's answer brings news, and so do channel and poll. Fires "change" when there is something new to show. */
export class RunFeed extends LiveFeed {
  #api;
  #playerID;
  run;

  constructor(app, playerID, run) {
    super(app, playerID, `/ws/run/${encodeURIComponent(run.id)}`, run.sync);
    this.#api = app.api;
    this.#playerID = playerID;
    this.run = run;
  }

  get path() {
    return `/v1/campaign-runs/${encodeURIComponent(this.run.id)}`;
  }

  /** Whether others can change the run without this page. */
  get isShared() {
    return this.run.party.some((member) => member.playerId !== this.#playerID);
  }

  /** The stored events that the run shown is older than, but for talk; and votes, which are counted without being stored. */
  concerns(event) {
    if (event.eventType === "vote.update") return true;
    return event.seq > this.run.sync.seq && /^(action\.result|scene|combat|campaign|vote)\b/.test(event.eventType);
  }

  async load() {
    this.accept(await this.#api.get(this.path));
  }

  /** Takes a run if it is not older than what is shown: answers can overtake each other. Its turn tells nothing of that, for a story may be taken back. */
  accept(run) {
    const before = this.run;
    const sameEpoch = run.sync?.epoch === before.sync?.epoch;
    if (sameEpoch && run.sync?.seq < before.sync?.seq) return;
    this.run = run;
    if (JSON.stringify(run) !== JSON.stringify(before)) this.dispatchEvent(new Event("change"));
  }
}
