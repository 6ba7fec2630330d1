// One run as this page knows it. Whoever brings news calls `accept`: an action's answer, the poll, later the live
// channel, which replaces the poll and nothing else here.

import { Poll } from "./poll.js";

/** Fires "change" when there is something new to show. */
export class RunFeed extends EventTarget {
  #api;
  #poll;
  run;

  constructor(api, connection, run) {
    super();
    this.#api = api;
    this.run = run;
    this.#poll = new Poll(connection, () => this.refresh());
  }

  get path() {
    return `/v1/campaign-runs/${encodeURIComponent(this.run.id)}`;
  }

  /** Whether others can change the run without this page. */
  isShared(playerID) {
    return this.run.party.some((member) => member.playerId !== playerID);
  }

  start() {
    this.#poll.start();
  }

  stop() {
    this.#poll.stop();
  }

  async refresh() {
    this.accept(await this.#api.get(this.path));
  }

  /** Takes a run if it is not older than what is shown: answers can overtake each other. */
  accept(run) {
    const before = this.run;
    const sameEpoch = run.sync?.epoch === before.sync?.epoch;
    if (sameEpoch && (run.turn < before.turn || run.sync?.seq < before.sync?.seq)) return;
    this.run = run;
    if (JSON.stringify(run) !== JSON.stringify(before)) this.dispatchEvent(new Event("change"));
  }
}
