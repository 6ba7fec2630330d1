/** Who of a channel's players is there, types (others only), is ready: true of now only. Fires "change". */
export class Presence extends EventTarget {
  #players = new Map();
  #myID;
  /** Whether the channel tells; else what HTTP said has to do. */
  isKnown = false;

  constructor(channel, myID) {
    super();
    this.#myID = myID;
    channel.addEventListener("hello", ({ detail }) => {
      this.#players = new Map(detail.members.map(({ playerId, online, typing, ready }) => [playerId, { online, typing: typing && playerId !== myID, ready }]));
      this.isKnown = true;
      this.dispatchEvent(new Event("change"));
    });
    channel.addEventListener("message", ({ detail }) => this.#hear(detail));
    channel.addEventListener("state", () => {
      if (channel.state === "open" || !this.isKnown) return;
      this.isKnown = false;
      this.#players.clear();
      this.dispatchEvent(new Event("change"));
    });
  }

  /** `{online, typing, ready}` of a member (`{playerId, online}`). */
  of(member) {
    const nobody = { online: this.isKnown ? false : member.online, typing: false, ready: false };
    return this.#players.get(member.playerId) ?? nobody;
  }

  #hear({ eventType, payload }) {
    const sign = { "presence.update": "online", typing: "typing", "party.ready": "ready" }[eventType];
    if (sign === undefined || (sign === "typing" && payload.playerId === this.#myID)) return;
    const before = this.#players.get(payload.playerId) ?? { online: true, typing: false, ready: false };
    this.#players.set(payload.playerId, { ...before, [sign]: sign === "online" ? payload.online : payload.on });
    this.dispatchEvent(new Event("change"));
  }
}
