// What came of the last move: the dice in the open, then the words.

import { apart, signed } from "../../shared/dice.js";
import { h } from "../../shared/dom.js";
import { paragraphs } from "../../shared/markdown.js";
import { t, tOr } from "../../shared/strings.js";
import { skillName } from "../parts/archetype.js";
import { die } from "./die.js";

/** The block, and the sentence that a screen reader hears. */
export function outcome(last, party, { isStill }) {
  const look = tone(last.result);
  const checks = last.checks ?? [];
  const word = resultWord(last.result);
  const changes = changeLines(last);
  const node = h(`div.outcome.outcome-${look}`,
    checks.map((check) => diceBlock(check, check.outcome ?? last.result, party, isStill)),
    last.text && h("div.outcome-text", paragraphs(last.text)),
    changes.length > 0 && h("ul.changes", changes.map((line) => h("li", line))));
  if (!isStill && checks.length > 0) node.classList.add("is-revealed");
  const spoken = [...checks.map((check) => spokenCheck(check, check.outcome ?? last.result)), checks.length === 0 && last.result !== "success" ? word : "", last.text, ...changes];
  return { node, spoken: spoken.filter(Boolean).join(" ") };
}

/** The server's sentences of what changed: `lines` without the text and the checks, which have their own places. */
const changeLines = ({ lines = [], text, checks = [] }) => lines.slice((text ? 1 : 0) + checks.length);

const resultWord = (result) => tOr(`result.${result}`, result);

/** Which of three colours an outcome has; words always say it too. */
export function tone(result) {
  if (result === "success" || result === "victory") return "good";
  return result === "partial" || result === "flee" ? "partial" : "bad";
}

function diceBlock(check, result, party, isStill) {
  const who = party.length > 1 ? party.find((member) => member.characterId === check.characterId)?.name : null;
  return h(`div.dice.dice-${tone(result)}`,
    die(check.roll, isStill),
    h("div.dice-words",
      h("p.dice-what", [who, skillName(check.skill)].filter(Boolean).join(" · ")),
      h("p.dice-result", resultWord(result), natural(check) && h("span.dice-natural", natural(check))),
      h("details.dice-more",
        h("summary", h("span.dice-sum", sum(check))),
        h("dl.dice-table",
          entry("dice.formula", formula(check)),
          entry("dice.roll", check.roll),
          entry("dice.modifier", signed(check.modifier)),
          entry("dice.total", check.total),
          entry("dice.dc", check.dc),
          entry("dice.outcome", resultWord(result))))));
}

const entry = (key, value) => [h("dt", t(key)), h("dd", String(value))];

/** "14 + 3 = 17 against 12". */
const sum = (check) => t("dice.sum", { roll: check.roll, modifier: apart(check.modifier), total: check.total, dc: check.dc });

function formula(check) {
  const dice = { advantage: t("dice.advantage"), disadvantage: t("dice.disadvantage") }[check.advantage] ?? "1d20";
  return check.modifier === 0 ? dice : `${dice} ${apart(check.modifier)}`;
}

function natural(check) {
  if (check.roll === 20) return t("dice.natural20");
  return check.roll === 1 ? t("dice.natural1") : "";
}

const spokenCheck = (check, result) => t("dice.spoken", {
  skill: skillName(check.skill), roll: check.roll, modifier: signed(check.modifier), total: check.total, dc: check.dc,
  result: resultWord(result),
});
