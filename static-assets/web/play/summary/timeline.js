import { apart } from "../../shared/dice.js";
import { h } from "../../shared/dom.js";
import { inline } from "../../shared/markdown.js";
import { t, tOr } from "../../shared/strings.js";
import { skillName } from "../parts/archetype.js";
import { tone } from "../scene/outcome.js";

/** Scene after scene, each with what was rolled. */
export function timeline(entries) {
  if (entries.length === 0) return null;
  return h("section.stack", h("h2", t("summary.timeline")), h("ol.timeline", entries.map((entry) => {
    const result = entry.outcome?.result;
    const checks = entry.outcome?.checks ?? entry.checks ?? [];
    return h(`li.moment.moment-${result ? tone(result) : "none"}`,
      h("h3", entry.title),
      entry.summary && h("p.small", inline(entry.summary)),
      checks.length > 0 && h("p.moment-check", checks.map((check) => h("span", checkLine(check)))));
  })));
}

const checkLine = (check) => t("summary.check", {
  skill: skillName(check.skill ?? check.type), roll: check.roll, modifier: apart(check.modifier ?? 0), total: check.total ?? check.roll,
  dc: check.dc, result: tOr(`result.${check.outcome ?? (check.total >= check.dc ? "success" : "fail")}`, ""),
});
