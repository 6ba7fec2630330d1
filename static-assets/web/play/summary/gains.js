import { h } from "../../shared/dom.js";
import { t } from "../../shared/strings.js";

/** What was gained, by whom. */
export function rewards({ rewards: gained = [] }, run) {
  if (gained.length === 0) return null;
  return h("section.stack", h("h2", t("summary.rewards")), h("ul.items", gained.map((reward) => h("li.item",
    h("span.item-name", rewardName(reward)),
    h("span.item-note", nameOf(reward, run))))));
}

function rewardName({ type, amount, name, itemId }) {
  if (type === "xp") return t("summary.xp", { count: amount });
  if (type === "level") return t("summary.levels", { count: amount });
  return amount > 1 ? `${name ?? itemId} × ${amount}` : name ?? itemId;
}

/** What each member did that somebody will remember; a deed without words of its own is left to the story. */
export function deeds({ partySummary = {} }, run) {
  const lines = (partySummary.deeds ?? []).filter((deed) => deed.text).map((deed) => ({ who: nameOf(deed, run), text: deed.text }));
  if (lines.length === 0) return null;
  const names = [...new Set(lines.map((deed) => deed.who))];
  return h("section.stack", h("h2", t("summary.deeds")), h("ul.deeds", names.map((who) => h("li.deed",
    who && h("h3.deed-who", who),
    h("ul", lines.filter((deed) => deed.who === who).map((deed) => h("li", deed.text)))))));
}

const nameOf = (part, run) => run.party.find((member) => member.characterId === part.characterId)?.name ?? "";
