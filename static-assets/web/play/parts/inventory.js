// What a character carries: what each thing is, whether it works, and the buttons to put it on and take it off.

import { h, replace } from "../../shared/dom.js";
import { t, tOr } from "../../shared/strings.js";
import { actionButton, errorLine } from "../panels.js";

/** The list for the sheet of `character`. In a story one wears what one set out with: the server refuses, and says so. */
export function inventory(app, character) {
  const node = h("div.stack");
  const complaint = errorLine();
  const show = (items) => replace(node,
    items.length === 0 ? h("p.soft", t("character.noItems")) : h("ul.items", items.map((item) => entry(item, change))), complaint);
  const change = async (item, body) => {
    const path = `/v1/characters/${character.id}/items/${encodeURIComponent(item.itemId)}/equip`;
    const answer = await app.api.post(path, body);
    show(answer.inventory);
    node.querySelector(`[data-item="${CSS.escape(item.itemId)}"] .button`)?.focus();
  };
  show(character.inventory ?? []);
  return node;

  function entry(item, act) {
    const { equippedSlot, attuned } = item;
    return line(item, character.status === "ACTIVE" && (item.slot || item.needsAttunement) && h("span.item-buttons",
      item.slot && button(equippedSlot ? "item.takeOff" : "item.putOn", item, () => act(item, { slot: equippedSlot ? null : item.slot })),
      item.needsAttunement && button(attuned ? "item.letGo" : "item.attune", item, () => act(item, { slot: equippedSlot, attuned: !attuned }))));
  }

  /** The name of the thing is in the button for who hears it apart from its line. */
  function button(key, item, act) {
    const node = actionButton(t(key), "", complaint, act);
    node.setAttribute("aria-label", `${t(key)}: ${item.name ?? item.itemId}`);
    return node;
  }
}

/** What a character carries in a story, to look at. */
export const belongings = (items) => (items.length === 0
  ? h("p.soft", t("character.noItems"))
  : h("ul.items", items.map((item) => line(item, [...item.notes, item.use].filter(Boolean).map((note) => h("span.item-words", note))))));

const line = (item, ...more) => h(`li.item.rarity-${/^[a-z]+$/.test(item.rarity) ? item.rarity : "common"}`, { "data-item": item.itemId },
  h("span.item-name", item.name ?? item.itemId, item.quantity > 1 && ` × ${item.quantity}`),
  h("span.item-note", facts(item).join(" · ")),
  more);

/** Everything that is to be known of a thing, in a few words each. */
function facts(item) {
  return [
    tOr(`rarity.${item.rarity}`, item.rarity),
    item.slot && tOr(`slot.${item.slot}`, item.slot),
    item.slot && (item.equippedSlot ? t("item.worn") : t("item.notWorn")),
    item.needsAttunement && (item.attuned ? t("item.attuned") : t("item.notAttuned")),
    item.chargesLeft ? t("fight.charges", { count: item.chargesLeft }) : item.charges && t("item.charges", { count: item.charges }),
    item.soulbound && t("item.soulbound"),
    !item.tradeable && t("item.notTradeable"),
  ].filter(Boolean);
}
