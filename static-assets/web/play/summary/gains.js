import { h } from "../../shared/dom.js";
import { t, tOr } from "../../shared/strings.js";

const rarities = ["common", "uncommon", "rare", "epic", "legendary", "mythic"];

/** What was gained, the rarest first. */
export function rewards({ rewards: gained = [] }, run) {
  if (gained.length === 0) return null;
  const rank = (reward) => rarities.indexOf(reward.rarity);
  const sorted = [...gained].sort((one, other) => rank(other) - rank(one));
  return h("section.stack", h("h2", t("summary.rewards")), h("ul.items", sorted.map((reward) => rewardRow(reward, run))));
}

function rewardRow(reward, run) {
  const rarity = rarities.includes(reward.rarity) ? reward.rarity : "common";
  const xp = reward.xp ?? reward.statChanges?.xp;
  const name = reward.name ?? (xp ? t("summary.xp", { count: xp }) : reward.title ?? reward.itemId ?? reward.type);
  const who = nameOf(reward, run);
  const notes = [reward.rarity && tOr(`rarity.${reward.rarity}`, reward.rarity), who];
  return h(`li.item.rarity-${rarity}`,
    h("span.item-name", name, (reward.quantity ?? reward.count ?? 1) > 1 && ` × ${reward.quantity ?? reward.count}`),
    h("span.item-note", notes.filter(Boolean).join(", ")));
}

/** What each member did. */
export function deeds({ partySummary = {} }, run) {
  const done = (partySummary.deeds ?? []).map((deed) => (typeof deed === "string" ? { text: deed } : deed));
  if (done.length === 0) return null;
  return h("section.stack", h("h2", t("summary.deeds")), h("ul.deeds", done.map((deed) => {
    const who = nameOf(deed, run);
    return h("li.deed", who && h("span.deed-who", who), h("span", deed.text ?? deed.title ?? deed.deed ?? ""));
  })));
}

const nameOf = (part, run) =>
  part.characterName ?? run.party.find((member) => member.characterId === part.characterId)?.name ?? "";
