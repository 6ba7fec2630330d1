// The sheet of one character.

import { abilities, abilityModifier, signed } from "../../shared/dice.js";
import { h } from "../../shared/dom.js";
import { t, tOr } from "../../shared/strings.js";
import { actionButton, errorLine } from "../panels.js";
import { archetypeName, skillName } from "../parts/archetype.js";
import { confirmDialog } from "../parts/dialog.js";
import { hitPoints } from "../parts/hit-points.js";
import { inventory } from "../parts/inventory.js";
import { portrait } from "../parts/portrait.js";
import { heading } from "../router.js";

export async function characterScreen(app, { id }) {
  const character = await app.api.get(`/v1/characters/${encodeURIComponent(id)}`);
  const skills = Object.entries(character.skills ?? {}).filter(([, rank]) => rank !== 0);
  return {
    title: character.name,
    tab: "characters",
    back: "/characters",
    content: h("article.page.sheet",
      h("div.sheet-face", h("div.card.sheet-frame", portrait(character))),
      h("div.stack.stack-wide",
        h("header.stack",
          heading(character.name),
          h("p.soft", [archetypeName(character.archetype), character.race, t("character.level", { level: character.level }), t("character.xp", { xp: character.xp })].filter(Boolean).join(" · ")),
          character.status !== "ACTIVE" && h("p.sheet-status", t(`character.status.${character.status}`)),
          h("div.sheet-hp", h("span.sans.small.soft", { "aria-hidden": "true" }, t("hp.long")), hitPoints(character.hp, character.maxHp))),
        section(t("character.abilities"), h("ul.abilities.abilities-full", abilities.map((ability) => abilityBox(character, ability)))),
        skills.length > 0 && section(t("character.skills"), h("ul.skills", skills.map(([skill, rank]) => h("li", h("span", skillName(skill)), h("span", signed(rank)))))),
        character.statuses?.length > 0 && section(t("character.statuses"), h("p.tags", character.statuses.map((status) => h("span.tag", statusName(status))))),
        section(t("character.inventory"), inventory(app, character)),
        character.status === "ACTIVE" && retirement(app, character))),
  };
}

const section = (title, ...content) => h("section.stack", h("h2", title), ...content);

const statusName = (status) => {
  const id = typeof status === "string" ? status : status.id ?? status.status ?? "";
  return tOr(`status.${id.toLowerCase()}`, id);
};

const abilityBox = (character, ability) => {
  const value = character.coreStats?.[ability] ?? 10;
  return h("li.ability",
    h("span.ability-name", t(`ability.${ability}`)),
    h("span.ability-modifier", signed(abilityModifier(value)), h("span.ability-value", String(value))));
};

function retirement(app, character) {
  const line = errorLine();
  const retire = async () => {
    if (!(await confirmDialog(t("character.retireQuestion", { name: character.name }), t("character.retireText"), t("character.retire")))) return;
    await app.api.post(`/v1/characters/${character.id}/retire`);
    app.router.replace("/characters");
  };
  return h("section.stack.sheet-end", actionButton(t("character.retire"), "button-danger", line, retire), line);
}
