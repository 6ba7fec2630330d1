// What can be done in a turn of a fight: big buttons, and behind them what needs a choice.

import { modifier, signed } from "../../shared/dice.js";
import { h, whisper } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t, tOr } from "../../shared/strings.js";
import { skillName } from "../parts/archetype.js";

/** Every turn open to `onTurn`, who is played by `character` and carries `items`; `act` sends an action. */
export function turnActions(fight, onTurn, character, items, act) {
  const standing = fight.initiative.filter((each) => each.standing === "standing");
  const foes = standing.filter((each) => each.side !== onTurn.side);
  const friends = standing.filter((each) => each.side === onTurn.side);
  const allies = friends.filter((each) => each !== onTurn);
  const zones = fight.hasMoved ? [] : fight.zones.filter((zone) => zone.id !== onTurn.zone);
  return h("div.turn",
    actionList([
      ...foes.map((foe) => ({ label: t("fight.attack", { name: foe.name }), actionType: "attack", payload: { targetId: foe.id } })),
      { label: t("fight.defend"), note: t("fight.defendNote"), actionType: "defend" },
    ], act),
    skills(fight, onTurn, character, { foes, friends }, act),
    things(items, onTurn, friends, act),
    fold("help", t("fight.helpSomebody"), allies.length > 0 && [
      note(t("fight.helpNote")),
      actionList(allies.map((ally) => ({ label: t("fight.help", { name: ally.name }), actionType: "help", payload: { targetId: ally.id } })), act),
    ]),
    actionList([
      ...zones.map((zone) => ({ label: t("fight.move", { zone: zone.name }), actionType: "move", payload: { zone: zone.id } })),
      ...(fight.canFlee ? [{ label: t("fight.flee"), actionType: "flee" }] : []),
    ], act));
}

/** Buttons that send an action each: `{label, note?, actionType, payload?}`, whose payload may be made at the tap. */
export function actionList(entries, act) {
  return h("ol.choices", entries.map(({ label, note: words, actionType, payload }) => {
    const button = h("button.choice", { type: "button", "data-action": actionType },
      h("span.choice-mark", { "aria-hidden": "true" }, icon("die")),
      h("span.choice-words", h("span.choice-label", label), words && h("span.choice-note", words)));
    button.addEventListener("click", () => {
      if (button.closest(".is-sending")) return;
      button.classList.add("is-chosen");
      const more = typeof payload === "function" ? payload() : payload;
      act(more ? { actionType, payload: more } : { actionType });
    });
    return h("li", button);
  }));
}

/** The skills by what they do, the best first; what nobody needs now is left out. */
function skills(fight, onTurn, character, { foes, friends }, act) {
  const foe = targets("skill-target", t("fight.target"), foes);
  const bleeding = friends.filter((each) => each.statuses.includes("bleeding"));
  const patient = targets("skill-patient", t("fight.patient"), bleeding);
  const choosers = { foe, ally: patient, self: null };
  const uses = fight.skills.filter(({ target }) => target !== "ally" || bleeding.length > 0);
  return fold("skill", t("fight.useSkill"), [
    foe.node,
    uses.map(({ effect, target, skills: names }) => {
      const best = [...names].sort((one, two) => modifier(character, two) - modifier(character, one));
      return h("div.use", { role: "group", "aria-label": tOr(`fight.effect.${effect}`, effect) },
        note(tOr(`fight.effect.${effect}`, effect)),
        target === "ally" && patient.node,
        actionList(best.map((skill) => ({
          label: t("fight.skill", { skill: skillName(skill), modifier: signed(modifier(character, skill)) }),
          actionType: "skill",
          payload: () => ({ skill, targetId: choosers[target]?.chosen() ?? onTurn.id }),
        })), act));
    }),
  ]);
}

/** What is carried and of use here. */
function things(items, onTurn, friends, act) {
  const useful = items.filter((item) => item.use);
  const whom = targets("item-target", t("fight.forWhom"), [onTurn, ...friends.filter((each) => each !== onTurn)]);
  return fold("use_item", t("fight.useItem"), useful.length > 0 && [
    whom.node,
    actionList(useful.map((item) => ({
      label: [item.name, item.quantity > 1 && ` × ${item.quantity}`].filter(Boolean).join(""),
      note: [item.use, item.chargesLeft !== null && t("fight.charges", { count: item.chargesLeft })].filter(Boolean).join(" "),
      actionType: "use_item",
      payload: () => ({ itemId: item.itemId, targetId: whom.chosen() }),
    })), act),
  ]);
}

const note = (text) => h("p.use-note", text);

/** A button that opens to a choice; nothing without content. */
function fold(kind, label, content) {
  if (!content) return null;
  return h("details.fold", { "data-fold": kind },
    h("summary.choice", h("span.choice-mark", { "aria-hidden": "true" }, icon("die")), h("span.choice-words", h("span.choice-label", label))),
    h("div.fold-body", content));
}

/** One of `all` by radio buttons; one alone needs no choosing. */
function targets(name, legend, all) {
  let chosen = all[0]?.id;
  const node = all.length > 1 && h("fieldset.setting",
    h("legend.field-label", legend),
    h("div.segments", all.map((each) => h("label.segment",
      h("input", { type: "radio", name, value: each.id, checked: each.id === chosen, onchange: () => { chosen = each.id; } }),
      h("span", each.name, whisper(` ${each.hp}/${each.maxHp}`))))));
  return { node, chosen: () => chosen };
}
