import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/strings.js";
import { emptyPanel } from "../panels.js";
import { archetypeName } from "../parts/archetype.js";
import { portrait } from "../parts/portrait.js";
import { heading } from "../router.js";

/** One's own characters: those who can play first, then those who have left the stage. */
export async function charactersScreen(app) {
  const { items } = await app.api.get("/v1/characters");
  const active = items.filter((character) => character.status === "ACTIVE");
  const gone = items.filter((character) => character.status !== "ACTIVE");
  const create = h("a.button.button-primary", { href: "#/characters/new" }, icon("plus"), t("characters.create"));
  return {
    title: t("characters.title"),
    tab: "characters",
    content: h("div.page.page-wide.stack.stack-wide",
      h("header.page-head.page-head-split", h("div", heading(t("characters.title"))), active.length > 0 && create),
      active.length === 0 && emptyPanel(t("characters.empty"), create),
      gallery(active),
      gone.length > 0 && h("section.stack", h("h2", t("characters.gone")), gallery(gone))),
  };
}

const gallery = (characters) => characters.length > 0 && h("ul.gallery", characters.map((character) => h("li",
  h("a.face.card", { href: `#/characters/${character.id}` },
    portrait(character),
    h("span.face-words",
      h("span.face-name", character.name),
      h("span.face-note", character.status === "ACTIVE"
        ? `${archetypeName(character.archetype)}, ${t("character.level", { level: character.level })}`
        : t(`character.status.${character.status}`)))))));
