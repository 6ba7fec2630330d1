// Sends a player's moves, each exactly once. A move is kept in this browser until an answer came, so neither a lost
// connection nor a reload loses it; it is repeated with the same key and the same actionId.

import { randomID } from "../shared/random-id.js";

export class MoveSender {
  #api;
  #runID;

  /** `onWait` is called when a move cannot be sent yet, `onSending` before and after with true and false. */
  constructor(api, runID, { onWait, onSending }) {
    this.#api = api;
    this.#runID = runID;
    this.onWait = onWait;
    this.onSending = onSending;
  }

  get #key() {
    return `mimic.move.${this.#runID}`;
  }

  /** Does `action` (`{actionType, payload?, characterId?}`) in the scene that `run` shows. Gives back the run after it. */
  send(run, action) {
    const move = { ...action, actionId: randomID(), expectedSceneId: run.currentSceneId, expectedTurn: run.turn };
    localStorage.setItem(this.#key, JSON.stringify(move));
    return this.#deliver(move);
  }

  /** Of an own move from before a reload; null when there is none. */
  get keptWords() {
    return wordsOf(this.#kept());
  }

  /** A move from before a reload that still fits the scene: its answer, or null when there is none. */
  async resume(run) {
    const move = this.#kept();
    if (move === null) return null;
    if (move.expectedSceneId === run.currentSceneId && move.expectedTurn === run.turn) return this.#deliver(move);
    localStorage.removeItem(this.#key);
    return null;
  }

  async #deliver(move) {
    this.onSending(true);
    const path = `/v1/campaign-runs/${encodeURIComponent(this.#runID)}/action`;
    try {
      const run = await this.#api.postPatiently(path, move, move.actionId, this.onWait);
      localStorage.removeItem(this.#key);
      return run;
    } catch (error) {
      // The server has judged; a session that ended keeps the move for the next one.
      if (error.status) localStorage.removeItem(this.#key);
      throw error;
    } finally {
      this.onSending(false);
    }
  }

  #kept() {
    try {
      return JSON.parse(localStorage.getItem(this.#key));
    } catch {
      return null;
    }
  }
}

/** Of an own move; null for every other. */
export const wordsOf = (action) => (action?.actionType === "freeform" ? action.payload.text : null);
