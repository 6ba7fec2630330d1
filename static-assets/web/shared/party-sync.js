// The live channel of a run or a party, for any UI: nothing here knows this page.
//
//     const channel = new PartySync({
//       url: "wss://table.example/ws/run/0190…",
//       token: () => session.token(),
//       renew: (stale) => session.refresh(stale),
//       position: run.sync, // of GET /v1/campaign-runs/{id}: the stream goes on right behind what it told
//     });
//     channel.addEventListener("message", ({ detail: event }) => show(event));
//     channel.addEventListener("gap", () => reload());
//     channel.start();
//     await channel.send("chat.message", { text: "Who took the lantern?", mode: "ic" });

import { randomID } from "./random-id.js";

const protocol = "party-sync.v1";
/** Milliseconds between attempts: doubled after each, with half of it left to chance, so that clients do not come in step. */
const firstPause = 500;
const longestPause = 15000;
/** Milliseconds for an answer to what was sent. A browser does not show a socket's pings, so silence is told by this alone. */
const patience = 10000;
/** Milliseconds out of sight after which a socket is not trusted: a phone freezes pages and changes networks meanwhile. */
const longSleep = 30000;
/** Codes beside 4000-4399 after which a client comes back: away, none, cut off, error, restart, later. */
const passingCodes = new Set([1001, 1005, 1006, 1011, 1012, 1013]);

/** What answers a message. A ballot that was taken and is sent again is answered by the end of its vote, if that is over. */
const answer = (id, { voteId = null }) => (event) =>
  event.eventId === id || event.actionId === id
  || (voteId !== null && event.eventType === "vote.finished" && event.payload.voteId === voteId);

/** The server has refused what was sent. `code` is its stable word. */
export class RefusedError extends Error {
  constructor({ code, message }) {
    super(message);
    this.code = code;
  }
}

/**
 * One channel, kept open: it reconnects, takes up the stream where it was, and drops what comes twice.
 *
 * Fires
 * - `message`: an event of the channel (`detail`: `{eventType, payload, senderId, eventId, seq, ts, …}`), each once and in
 *   the order of `seq`; ephemeral ones have `seq` null. `system.*` are not among them.
 * - `hello`: at each connection (`detail`: the payload of `system.hello`): who is there, which vote is open.
 * - `gap`: what was missed is not to be had; reload by HTTP. The stream goes on from now.
 * - `state`: `state` has changed.
 * - `end`: the server does not want this client any more (`detail`: `{code, reason}`; 4401: the session has ended, 4403: the
 *   membership has). It does not come back by itself.
 */
export class PartySync extends EventTarget {
  #options;
  #socket = null;
  #state = "idle";
  /** `{epoch, seq}` of the last event taken; null for a new client. */
  #position;
  /** The hello's `seq`: below it the past is being told. */
  #past = 0;
  /** What was sent and is not answered yet, by id. */
  #sent = new Map();
  #pause = firstPause;
  #timer = null;
  #watch = null;
  #attempt = 0;
  #openedAt = 0;
  #hiddenAt = null;
  /** A token with which no socket opened, and the last one that was made because of that. */
  #refused = null;
  #renewed = null;

  /**
   * @param {object} options
   * @param {string} options.url `ws:` or `wss:`, of `/ws/run/{id}` or `/ws/party/{id}`.
   * @param {() => Promise<string>} options.token The access token.
   * @param {(stale: string) => Promise<string>} options.renew A new one in place of `stale`. Asked once for a token with
   *   which no socket opens: a browser does not tell a refusal for the token from any other.
   * @param {{epoch: string, seq: number}} [options.position] What is known already. Without it the client is a new one.
   * @param {number} [options.history] Of a new client: how many of the newest events are told first, 0...500.
   */
  constructor({ url, token, renew, position = null, history = 0 }) {
    super();
    this.#options = { url, token, renew, history };
    this.#position = position && { epoch: position.epoch, seq: position.seq };
  }

  /** `idle`, `connecting`, `open` (the hello has come), `waiting` (for the next attempt) or `ended`. */
  get state() {
    return this.#state;
  }

  start() {
    if (this.#state !== "idle") return;
    addEventListener("online", this.#onOnline);
    addEventListener("offline", this.#onOffline);
    document.addEventListener("visibilitychange", this.#onVisibility);
    this.#connect();
  }

  /** Closes the channel. What is not answered yet stays unanswered. */
  stop() {
    this.#leave();
    this.#enter("idle");
  }

  /** Tries at once, when it waits for its next attempt: somebody knows that the server is there again. */
  wake() {
    if (this.#state === "waiting") this.#connect();
  }

  /**
   * Sends a message that takes effect once: it is sent again after a reconnect until the server has answered.
   *
   * @param {string} eventType
   * @param {object} payload
   * @param {object} [options]
   * @param {string} [options.id] Its `eventId` and `actionId`; made when there is none.
   * @param {(event: object) => boolean} [options.until] Which event shows that it has taken effect; by default its own, the
   *   first that is named after it (of a ballot the new count), or the end of the vote that a `vote.cast` is in.
   * @param {AbortSignal} [options.signal] Takes it back: it is not sent again.
   * @returns {Promise<object>} That event.
   * @throws {RefusedError}
   */
  send(eventType, payload, { id = randomID(), until = answer(id, payload), signal } = {}) {
    return new Promise((resolve, reject) => {
      const message = { text: JSON.stringify({ eventType, payload, eventId: id, actionId: id }), until, resolve, reject };
      this.#sent.set(id, message);
      signal?.addEventListener("abort", () => this.#sent.delete(id) && reject(signal.reason), { once: true });
      if (this.#isCaughtUp) this.#post(message);
    });
  }

  /** Says something that matters only now (`typing`): dropped when there is no connection. */
  say(eventType, payload) {
    if (this.#state === "open") this.#socket.send(JSON.stringify({ eventType, payload }));
  }

  // The socket

  async #connect() {
    this.#drop();
    const attempt = this.#attempt;
    this.#enter("connecting");
    let socket, token;
    try {
      token = await this.#token();
      if (attempt !== this.#attempt) return;
      socket = new WebSocket(this.#address, [protocol, `bearer.${token}`]);
    } catch {
      if (attempt === this.#attempt) this.#wait();
      return;
    }
    this.#socket = socket;
    socket.onopen = () => {
      this.#openedAt = performance.now();
      this.#refused = null;
    };
    socket.onmessage = ({ data }) => this.#take(JSON.parse(data));
    socket.onclose = ({ code, reason }) => {
      if (this.#openedAt === 0 && token !== this.#renewed) this.#refused = token;
      this.#lose(code, reason);
    };
  }

  async #token() {
    const token = await this.#options.token();
    if (token !== this.#refused) return token;
    this.#renewed = await this.#options.renew(token);
    this.#refused = null;
    return this.#renewed;
  }

  get #address() {
    const url = new URL(this.#options.url);
    const query = this.#position ? { epoch: this.#position.epoch, since: this.#position.seq } : { history: this.#options.history };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  }

  #lose(code, reason) {
    const lived = this.#openedAt > 0 ? performance.now() - this.#openedAt : 0;
    this.#drop();
    if (!passingCodes.has(code) && !(code >= 4000 && code < 4400)) {
      this.#leave();
      this.#enter("ended");
      this.dispatchEvent(new CustomEvent("end", { detail: { code, reason } }));
      return;
    }
    if (lived > longestPause) this.#pause = firstPause;
    this.#wait(Number(/^retry=(\d{1,6})$/.exec(reason)?.[1]) || null);
  }

  /** @param {number|null} told By the server, which spreads its clients itself. */
  #wait(told = null) {
    const pause = told ?? this.#pause * (0.5 + Math.random() / 2);
    if (told === null) this.#pause = Math.min(this.#pause * 2, longestPause);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), pause);
    this.#enter("waiting");
  }

  /** Forgets the socket, whatever its state. */
  #drop() {
    this.#attempt += 1;
    clearTimeout(this.#timer);
    clearTimeout(this.#watch);
    this.#watch = null;
    this.#openedAt = 0;
    const socket = this.#socket;
    this.#socket = null;
    if (socket === null) return;
    socket.onmessage = socket.onclose = null;
    // One that is closed before it is open is an error in the browser's console.
    if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
    else socket.close();
  }

  #leave() {
    this.#drop();
    removeEventListener("online", this.#onOnline);
    removeEventListener("offline", this.#onOffline);
    document.removeEventListener("visibilitychange", this.#onVisibility);
  }

  #enter(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.dispatchEvent(new Event("state"));
  }

  // What comes

  #take(event) {
    if (event.eventType === "system.hello") return this.#welcome(event.payload);
    if (event.eventType === "system.error") return this.#refuse(event.payload);
    const isRepeat = typeof event.seq === "number" && event.seq <= this.#position.seq;
    if (typeof event.seq === "number" && !isRepeat) this.#position.seq = event.seq;
    if (!isRepeat && !event.eventType.startsWith("system.")) this.dispatchEvent(new CustomEvent("message", { detail: event }));
    this.#acknowledge(event);
    if (!isRepeat && event.seq === this.#past) this.#postAll();
  }

  #welcome(hello) {
    const { epoch, seq, recovered } = hello;
    if (!recovered) this.#position = { epoch, seq };
    this.#position ??= { epoch, seq: Math.max(0, seq - this.#options.history) };
    this.#past = seq;
    this.#enter("open");
    this.dispatchEvent(new CustomEvent("hello", { detail: hello }));
    if (!recovered) this.dispatchEvent(new Event("gap"));
    if (this.#isCaughtUp) this.#postAll();
  }

  #acknowledge(event) {
    for (const [id, message] of this.#sent) {
      if (!message.until(event)) continue;
      this.#sent.delete(id);
      message.resolve(event);
    }
  }

  #refuse(error) {
    const message = this.#sent.get(error.actionId);
    if (message === undefined) return;
    this.#sent.delete(error.actionId);
    message.reject(new RefusedError(error));
  }

  // What goes

  /** Whether the past has been told: until then it may hold the answer to what was sent before. */
  get #isCaughtUp() {
    return this.#state === "open" && this.#position.seq >= this.#past;
  }

  #postAll() {
    for (const message of this.#sent.values()) this.#post(message);
  }

  #post(message) {
    message.postedAt = performance.now();
    this.#socket.send(message.text);
    this.#watch ??= setTimeout(() => this.#lookForAnswers(), patience);
  }

  /** A message without an answer is a socket without a server. */
  #lookForAnswers() {
    this.#watch = null;
    const oldest = Math.min(...Array.from(this.#sent.values(), (message) => message.postedAt ?? Infinity));
    const waited = performance.now() - oldest;
    if (waited >= patience) this.#lose(1006, "");
    else if (waited >= 0) this.#watch = setTimeout(() => this.#lookForAnswers(), patience - waited);
  }

  // The device

  #onOnline = () => this.wake();
  #onOffline = () => this.#socket && this.#lose(1006, "");
  #onVisibility = () => {
    if (document.visibilityState === "hidden") {
      this.#hiddenAt = performance.now();
      return;
    }
    const slept = this.#hiddenAt !== null && performance.now() - this.#hiddenAt > longSleep;
    this.#hiddenAt = null;
    if (slept && this.#state === "open") this.#connect();
    else this.wake();
  };
}
