// What happened while the player was away: what came of each move since the last turn that this browser showed.

import { h } from "../../shared/dom.js";
import { t } from "../../shared/strings.js";

/** Knows which turn of a run was seen last, over reloads. */
export class LastSeen {
  #key;

  constructor(runID) {
    this.#key = `mimic.seen.${runID}`;
  }

  /** Null for a run that this browser never showed. */
  get turn() {
    const kept = localStorage.getItem(this.#key);
    return kept === null ? null : Number(kept);
  }

  set turn(turn) {
    localStorage.setItem(this.#key, turn);
  }
}

/** What came of the moves after turn `seen` and before the last one of `run`, which its page tells; null when there was none. */
export function sinceSeen(events, seen, run) {
  if (seen === null) return null;
  // What the story was taken back from has not happened.
  const rewound = events.findLastIndex(({ eventType }) => eventType === "campaign.rewound");
  const moves = events.slice(rewound + 1).filter(({ eventType, payload }) =>
    eventType === "action.result" && payload.turn > seen && payload.turn < run.turn && payload.outcome);
  if (moves.length === 0) return null;
  return h("section.away", { "aria-label": t("away.title") },
    h("h2", t("away.title")),
    h("ol.changes", moves.map(({ payload }) => h("li", actor(payload, run), payload.outcome.lines.join(" ")))));
}

function actor({ characterId, playerId }, run) {
  const member = run.party.find((each) => (characterId === null ? each.playerId === playerId : each.characterId === characterId));
  return member && h("strong", `${member.name}: `);
}
