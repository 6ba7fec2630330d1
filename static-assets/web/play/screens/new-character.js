// Quick creation: a preset and a name.

import { h } from "../../shared/dom.js";
import { abilities, abilityModifier, signed } from "../../shared/dice.js";
import { t } from "../../shared/strings.js";
import { busy, errorLine } from "../panels.js";
import { archetypeLine, archetypeName, skillName } from "../parts/archetype.js";
import { archetypePortrait } from "../parts/portrait.js";
import { heading } from "../router.js";

/** `for` is the campaign to go on to; `join` means that an invitation waits. */
export async function newCharacterScreen(app, { for: campaignID, join }) {
  const { items } = await app.api.get("/v1/archetypes");
  let chosen = items[0];
  const about = h("div.preset-about", { "aria-live": "polite" }, aboutPreset(chosen));
  const choose = (archetype) => {
    chosen = archetype;
    about.replaceChildren(aboutPreset(archetype));
  };
  const name = h("input.input", { id: "character-name", name: "name", maxlength: 60, autocomplete: "off", placeholder: t("newCharacter.nameHint"), "aria-describedby": "character-error" });
  const line = errorLine();
  line.id = "character-error";
  const submit = h("button.button.button-primary.button-wide", { type: "submit" }, t("newCharacter.create"));
  const create = async () => {
    const text = name.value.trim();
    if ([...text].length < 2) {
      name.setAttribute("aria-invalid", "true");
      line.show(t("newCharacter.nameShort"));
      return name.focus();
    }
    const character = await app.api.post("/v1/characters", { name: text, archetype: chosen.id });
    if (join) return app.router.replace("/join");
    return app.router.replace(campaignID ? `/tales/${campaignID}` : `/characters/${character.id}`);
  };
  const form = h("form.page.page-wide.stack.stack-wide", { novalidate: true },
    h("header.page-head", heading(t("newCharacter.title")), h("p.soft", t("newCharacter.text"))),
    h("fieldset.presets", h("legend.visually-hidden", t("newCharacter.preset")), items.map((item) => preset(item, item === chosen, choose))),
    about,
    h("div.narrow.stack", h("label.field", h("span.field-label", t("newCharacter.name")), name), line, submit));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(submit, line, create);
  });
  const back = join ? "/join" : campaignID ? `/tales/${campaignID}` : "/characters";
  return { title: t("newCharacter.title"), tab: "characters", back, content: form };
}

function preset(archetype, isChosen, choose) {
  return h("label.preset",
    h("input", { type: "radio", name: "archetype", value: archetype.id, checked: isChosen, onchange: () => choose(archetype) }),
    h("span.preset-card",
      h("img.portrait", { src: archetype.portraitUrl ?? archetypePortrait(archetype.id), alt: "", width: 160, height: 200 }),
      h("span.preset-name", archetypeName(archetype.id, archetype.name))));
}

function aboutPreset(archetype) {
  const skills = Object.entries(archetype.skills ?? {}).filter(([, rank]) => rank > 0);
  return h("div.stack",
    h("p.preset-line", archetypeLine(archetype.id, archetype.description ?? archetype.summary)),
    h("ul.abilities", abilities.map((ability) => h("li.ability",
      h("span.ability-name", t(`ability.${ability}`)),
      h("span.ability-modifier", signed(abilityModifier(archetype.coreStats?.[ability])))))),
    archetype.kit?.length > 0 && h("p.small.soft", t("newCharacter.kit", { items: archetype.kit.map((item) => item.name).join(", ") })),
    h("p.tags", skills.map(([skill, rank]) => h("span.tag", `${skillName(skill)} ${signed(rank)}`))));
}
