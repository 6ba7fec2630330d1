import { signed } from "../../shared/dice.js";
import { t, tOr } from "../../shared/strings.js";

/** What changed, in words, as `{text, tone}`; flags and what only the story knows are left to the story. */
export function effectLines(effects, party) {
  const name = (id) => party.find((member) => member.characterId === id)?.name ?? "";
  return effects.map((effect) => line(effect, name(effect.characterId))).filter(Boolean);
}

function line(effect, who) {
  switch (effect.type) {
    case "hp": return { text: t("effect.hp", { who, change: signed(effect.hpDelta) }), tone: effect.hpDelta < 0 ? "bad" : "good" };
    case "xp": return { text: t("effect.xp", { who, change: signed(effect.statChanges?.xp ?? 0) }), tone: "good" };
    case "level": return { text: t("effect.level", { who }), tone: "good" };
    case "status": return { text: t("effect.status", { who, status: status(effect) }), tone: effect.status === "inspired" ? "good" : "bad" };
    case "clear": return { text: t("effect.clear", { who, status: status(effect) }), tone: "good" };
    case "item": return item(effect, who);
    case "relation": return { text: t(effect.relationDelta < 0 ? "effect.colder" : "effect.warmer"), tone: effect.relationDelta < 0 ? "bad" : "good" };
    default: return null;
  }
}

const status = (effect) => tOr(`status.${effect.status}`, effect.status ?? "");

function item(effect, who) {
  const what = effect.name ?? effect.itemName;
  if (!what) return null;
  return effect.count < 0
    ? { text: t("effect.lost", { who, what }), tone: "bad" }
    : { text: t("effect.gained", { who, what }), tone: "good" };
}
