// A fight in rounds: who stands where, whose turn it is, and how long it is waited for.

import { h, whisper } from "../../shared/dom.js";
import { t, tOr } from "../../shared/strings.js";
import { hitPoints } from "../parts/hit-points.js";
import { countdown } from "./countdown.js";
import { actionList, turnActions } from "./fight-actions.js";

/** The round, the order of turns, and the turns open to one of `mine` in the fight of `run`; `act` sends an action. */
export function fightPanel(run, mine, act) {
  const { fight } = run.currentScene.generatedPayload;
  const onTurn = fight.initiative.find((each) => each.id === fight.turn);
  const character = mine.find((each) => each.id === onTurn?.characterId);
  const isMine = character !== undefined;
  return h("div.fight",
    h(isMine ? "h2.fight-head.is-mine" : "h2.fight-head", h("span.fight-round", t("fight.round", { round: fight.round })), turnWords(onTurn, isMine)),
    h("ol.initiative", { "aria-label": t("fight.order") }, fight.initiative.map((each) => combatant(each, fight))),
    turn(run, onTurn, character, act));
}

/** What happened before the first turn of a player: nobody's move led to it. */
export const opening = (lines) => h("ul.changes", { "aria-label": t("fight.log") }, lines.map((line) => h("li", line)));

function turnWords(onTurn, isMine) {
  if (!onTurn) return t("fight.over");
  return isMine ? t("fight.yourTurn", { name: onTurn.name }) : t("fight.turnOf", { name: onTurn.name });
}

function combatant(each, fight) {
  const ails = [each.defending && t("fight.defending"), ...each.statuses.map((status) => tOr(`status.${status}`, status))].filter(Boolean);
  const place = each.standing === "standing" ? fight.zones.find((zone) => zone.id === each.zone)?.name : tOr(`standing.${each.standing}`, "");
  const node = h(`li.combatant.is-of-${each.side}`, { "aria-current": each.id === fight.turn ? "true" : null },
    h("span.combatant-name", each.name, whisper(`, ${tOr(`side.${each.side}`, "")}`)),
    hitPoints(each.hp, each.maxHp),
    h("span.combatant-place", [place, ...ails].join(", ")));
  node.classList.toggle("is-gone", each.standing !== "standing");
  return node;
}

function turn(run, onTurn, character, act) {
  if (!onTurn) return actionList([{ label: t("fight.goOn"), actionType: "advance" }], act);
  if (character) {
    const member = run.party.find((each) => each.characterId === character.id);
    const { fight } = run.currentScene.generatedPayload;
    return [
      wait(run, (count) => t("fight.waitsForYou", { count })),
      turnActions(fight, onTurn, character, member?.items ?? [], (action) => act({ ...action, characterId: character.id })),
    ];
  }
  // Who comes late to a turn that nobody waited for need not wait on.
  const waitNoMore = actionList([{ label: t("fight.waitNoMore", { name: onTurn.name }), actionType: "advance" }], act);
  const node = h("div.turn");
  node.prepend(wait(run, (count) => t("fight.waitsFor", { count, name: onTurn.name }), () => node.append(waitNoMore)) ?? waitNoMore);
  return node;
}

/** The seconds until the turn on which others wait is played as defend; nothing where nobody waits. */
const wait = (run, words, onEnd) => run.turnDeadline && countdown(run.turnDeadline, words, { over: t("fight.waitIsOver"), onEnd });
