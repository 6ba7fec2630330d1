// Verifies a run's dice on this device: nothing has to be believed.

import { keepsPromise, verify } from "../../shared/dice.js";
import { h, replace } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/strings.js";
import { actionButton, errorLine } from "../panels.js";

/** `commitment` is the one that the run itself showed from its start, not the one that comes with the seed. */
export function diceCheck(app, path, commitment) {
  const line = errorLine();
  const result = h("div.stack", { role: "status" });
  const check = async () => replace(result, verdict(await app.api.get(`${path}/dice`), commitment));
  return h("section.stack.verify",
    h("h2", t("verify.title")),
    h("p.soft.small", t("verify.text")),
    actionButton(t("verify.check"), "", line, check),
    line,
    result);
}

function verdict(dice, commitment) {
  const rolls = verify(dice);
  const seedHolds = keepsPromise(dice.seed, commitment);
  const holding = rolls.filter((roll) => roll.holds).length;
  const allHold = seedHolds && holding === rolls.length;
  return [
    h(allHold ? "p.verdict.verdict-good" : "p.verdict.verdict-bad", icon(allHold ? "check" : "cross"),
      h("span", allHold ? t("verify.good", { count: rolls.length }) : t("verify.bad", { holding, count: rolls.length }))),
    h("p.small.soft", seedHolds ? t("verify.seedGood") : t("verify.seedBad")),
    h("details",
      h("summary", t("verify.details")),
      h("dl.seed", entry(t("verify.commitment"), commitment), entry(t("verify.seed"), dice.seed)),
      rolls.length > 0 && h("div.table-box", { tabindex: "0", role: "region", "aria-label": t("verify.table") }, table(rolls))),
  ];
}

const entry = (name, value) => [h("dt", name), h("dd", value)];

const table = (rolls) => h("table.rolls",
  h("thead", h("tr", ["verify.number", "dice.formula", "verify.published", "verify.recomputed"].map((key) => h("th", { scope: "col" }, t(key))))),
  h("tbody", rolls.map((roll) => h("tr",
    h("td", String(roll.number)), h("td", roll.formula), h("td", roll.rolls.join(", ")),
    h(roll.holds ? "td.holds" : "td.breaks", roll.faces.join(", "), icon(roll.holds ? "check" : "cross"))))));
