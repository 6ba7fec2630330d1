import { h } from "../../shared/dom.js";
import { t } from "../../shared/strings.js";
import { archetypeName } from "./archetype.js";
import { portrait } from "./portrait.js";

/** Radio cards of one's own characters. `value()` is the chosen character. */
export function characterPicker(characters) {
  let chosen = characters[0];
  const card = (character) => h("label.pick",
    h("input", { type: "radio", name: "character", value: character.id, checked: character === chosen, onchange: () => { chosen = character; } }),
    h("span.pick-card", portrait(character, "portrait-round"), h("span.pick-words",
      h("span.pick-name", character.name),
      h("span.pick-note", `${archetypeName(character.archetype)}, ${t("character.level", { level: character.level })}`))));
  return {
    node: h("fieldset.picks", h("legend.visually-hidden", t("tale.whoGoes")), characters.map(card)),
    value: () => chosen,
  };
}
