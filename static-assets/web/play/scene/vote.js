// A decision of the party: what may be chosen, who is for what, how long is left, and the dice of a tie.

import { h, ornament, whisper } from "../../shared/dom.js";
import { roman } from "../../shared/roman.js";
import { t } from "../../shared/strings.js";
import { choiceCheck } from "./choices.js";
import { countdown } from "./countdown.js";
import { die } from "./die.js";

/**
 * The open vote of `run`. `choices` are the scene's, for their checks; `actor()` is who would act.
 * `cast(optionID)` casts my ballot or changes it, `extend()` asks for more time.
 */
export function votePanel(run, { choices, actor, margin, cast, extend }) {
  const { vote, party } = run;
  return h("div.vote",
    h("h2.vote-head", t("vote.title")),
    h("p.soft.small", { role: "status" }, t("vote.cast", { cast: vote.cast, count: vote.of })),
    h("div.vote-time",
      countdown(vote.deadline, (count) => t("vote.left", { count }), { over: t("vote.over") }),
      !vote.extended && h("button.button", { type: "button", "data-vote": "extend", onclick: extend }, t("vote.extend"))),
    h("ol.choices", vote.options.map((option, index) => {
      const check = choices.find((choice) => choice.id === option.id)?.skillCheck;
      const fill = h("span.bar-fill.vote-fill");
      fill.style.transform = `scaleX(${vote.of > 0 ? Math.min(1, option.votes / vote.of) : 0})`;
      const names = option.by.map((playerID) => party.find((member) => member.playerId === playerID)?.name).filter(Boolean);
      return h("li", h("button.choice.vote-option", { type: "button", "aria-pressed": String(option.id === vote.mine), "data-vote": `option ${option.id}`, onclick: () => cast(option.id) },
        h("span.choice-mark", { "aria-hidden": "true" }, roman(index + 1)),
        h("span.choice-words",
          h("span.choice-label", option.label),
          check && choiceCheck(check, actor(), margin),
          h("span.bar", { "aria-hidden": "true" }, fill),
          h("span.vote-names", whisper(`${t("vote.votes", { count: option.votes })} `), names.join(", ")))));
    })));
}

/** How the dice have parted options with equally many votes: `tie.rolls` are `{optionId, label, roll}`. */
export function tieBlock({ optionId, tie }, isStill) {
  const decided = tie.rolls.find((roll) => roll.optionId === optionId);
  return h("section.tie", { "aria-label": t("vote.tie") },
    h("h2", t("vote.tie")),
    h("ul.tie-rolls", tie.rolls.map(({ optionId: id, label, roll }) => h(id === optionId ? "li.is-chosen" : "li",
      die(roll, isStill),
      h("span", t("vote.rolled", { label, roll }))))),
    h("p", t("vote.decided", { label: decided.label })),
    ornament("fleuron"));
}
