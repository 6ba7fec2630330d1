import { chances, modifier } from "../../shared/dice.js";
import { h, whisper } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { roman } from "../../shared/roman.js";
import { t } from "../../shared/strings.js";
import { skillName } from "../parts/archetype.js";

/** What can be done. `margin` is how far under the DC a partial success reaches in this run. */
export function choiceList(choices, actor, margin, choose) {
  return h("ol.choices", choices.map((choice, index) => {
    const button = h("button.choice", { type: "button" },
      h("span.choice-mark", { "aria-hidden": "true" }, roman(index + 1)),
      h("span.choice-words",
        h("span.choice-label", choice.label),
        choice.skillCheck && choiceCheck(choice.skillCheck, actor(), margin)));
    button.addEventListener("click", () => {
      if (button.closest(".is-sending")) return;
      button.classList.add("is-chosen");
      choose(choice);
    });
    return h("li", button);
  }));
}

/** A check in words: skill, difficulty and chance. */
export function choiceCheck({ skill, dc }, actor, margin) {
  const { success } = chances(modifier(actor, skill), dc, margin);
  const word = chanceWord(success);
  return h(`span.choice-check.chance-${word}`,
    icon("die"), whisper(`${t("check.label")} `),
    h("span", t("check.skill", { skill: skillName(skill), dc })),
    h("span.chance", t(`chance.${word}`)));
}

/** A chance of success, 0...1, as one of five words. */
export function chanceWord(chance) {
  if (chance >= 0.85) return "sure";
  if (chance >= 0.65) return "likely";
  if (chance >= 0.45) return "even";
  return chance >= 0.25 ? "risky" : "desperate";
}
