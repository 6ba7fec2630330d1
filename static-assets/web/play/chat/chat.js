import { randomID } from "../../shared/random-id.js";

/**
 * The talk of a channel: what was said, what is on its way, and what was not read yet. Fires "change", and "said" with what
 * others have just said.
 */
export class Chat extends EventTarget {
  #log;
  #channel;
  #myID;
  #key;
  #unsentKey;
  #pending = new Map();
  #heard;

  constructor(log, channel, channelName, myID) {
    super();
    this.#log = log;
    this.#channel = channel;
    this.#myID = myID;
    this.#key = `mimic.read.${channelName}`;
    this.#unsentKey = `mimic.unsent.${channelName}.${myID}`;
    log.addEventListener("change", () => this.#news());
    for (const [id, payload] of this.#unsent) this.say(payload, id);
  }

  /** `{id, playerID, isMine, mode, text, to, at, state}`; `state` is "said", "sending" or "failed" with `error`. */
  get lines() {
    const said = this.#said.map((event) => {
      const playerID = Number(event.senderId?.replace("player:", ""));
      return { ...event.payload, id: event.eventId, playerID, isMine: playerID === this.#myID, at: event.ts, state: "said" };
    });
    return [...said, ...this.#pending.values()];
  }

  get hasEarlier() {
    return this.#log.hasEarlier;
  }

  earlier() {
    return this.#log.earlier();
  }

  get unread() {
    const read = this.#read;
    return this.#said.filter((event) => event.seq > read && event.senderId !== `player:${this.#myID}`).length;
  }

  /** Everything that is known has been seen. */
  markRead() {
    const newest = this.#said.at(-1)?.seq ?? 0;
    if (newest <= this.#read) return;
    localStorage.setItem(this.#key, newest);
    this.dispatchEvent(new Event("change"));
  }

  /**
   * Says it once, however often it has to be sent, and after the page was left, too. `mode` is "ic", "ooc" or "whisper",
   * which needs `to`.
   */
  async say(payload, id = randomID()) {
    const line = { ...payload, id, playerID: this.#myID, isMine: true, at: null, state: "sending" };
    this.#pending.set(id, line);
    this.#unsent = [...this.#unsent.filter(([other]) => other !== id), [id, payload]];
    this.dispatchEvent(new Event("change"));
    try {
      await this.#channel.send("chat.message", payload, { id });
      this.#pending.delete(id);
    } catch (error) {
      this.#pending.set(id, { ...line, state: "failed", error });
    }
    this.#unsent = this.#unsent.filter(([other]) => other !== id);
    this.dispatchEvent(new Event("change"));
  }

  /** Shows others that something is being written. */
  showTyping(isOn) {
    this.#channel.say("typing", { on: isOn });
  }

  get #said() {
    return this.#log.events.filter((event) => event.eventType === "chat.message");
  }

  /** `[id, payload]` of what is on its way, kept over reloads of this tab. */
  get #unsent() {
    return JSON.parse(sessionStorage.getItem(this.#unsentKey) ?? "[]");
  }

  set #unsent(lines) {
    if (lines.length === 0) sessionStorage.removeItem(this.#unsentKey);
    else sessionStorage.setItem(this.#unsentKey, JSON.stringify(lines));
  }

  get #read() {
    return Number(localStorage.getItem(this.#key)) || 0;
  }

  #news() {
    const newest = this.#said.at(-1);
    const isNew = this.#heard !== undefined && newest?.seq > this.#heard;
    this.#heard = newest?.seq ?? 0;
    for (const { eventId } of this.#said) this.#pending.delete(eventId);
    this.dispatchEvent(new Event("change"));
    if (isNew && newest.senderId !== `player:${this.#myID}`) this.dispatchEvent(new CustomEvent("said", { detail: this.lines.find((line) => line.id === newest.eventId) }));
  }
}
