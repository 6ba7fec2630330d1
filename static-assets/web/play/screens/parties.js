// One's parties; making one, and joining one by its code.

import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/strings.js";
import { actionButton, busy, emptyPanel, errorLine } from "../panels.js";
import { characterPicker } from "../parts/character-picker.js";
import { heading } from "../router.js";

export async function partiesScreen(app) {
  const [me, parties] = await Promise.all([app.me(), app.api.get("/v1/parties")]);
  const mine = me.characters.filter((character) => character.status === "ACTIVE");
  const create = h("a.button.button-primary", { href: "#/characters/new" }, t("characters.create"));
  return {
    title: t("parties.title"),
    tab: "parties",
    content: h("div.page.stack.stack-wide",
      h("header.page-head", heading(t("parties.title")), h("p.soft", t("parties.text"))),
      parties.items.length > 0 && h("ul.stack", parties.items.map((party) => h("li", row(party)))),
      mine.length === 0 ? emptyPanel(t("parties.needCharacter"), create) : h("div.stack.stack-wide", gathering(app, mine), joining(app))),
  };
}

const row = (party) => h("a.bookmark.card", { href: `#/parties/${party.id}` },
  h("span.bookmark-words",
    party.activeCampaignRunId && h("span.bookmark-kicker", t("parties.playing")),
    h("span.bookmark-title", party.name ?? t("parties.unnamed")),
    h("span.bookmark-note", party.members.map((member) => member.characterName).join(", "))),
  icon("next"));

function gathering(app, mine) {
  const line = errorLine();
  const picker = characterPicker(mine);
  const name = h("input.input", { maxlength: 60, autocomplete: "off", placeholder: t("parties.nameHint") });
  const create = async () => {
    const title = name.value.trim();
    const party = await app.api.post("/v1/parties", { leaderCharacterId: picker.value().id, ...(title && { name: title }) });
    app.go(`/parties/${party.id}`);
  };
  return h("section.stack",
    h("h2", t("parties.create")),
    picker.node,
    h("label.field", h("span.field-label", t("parties.name")), name),
    actionButton(t("parties.gather"), "button-primary button-wide", line, create),
    line);
}

function joining(app) {
  const line = errorLine();
  line.id = "join-error";
  const code = h("input.input.input-code", { maxlength: 16, autocomplete: "off", autocapitalize: "characters", spellcheck: "false", "aria-describedby": "join-error" });
  const submit = h("button.button.button-wide", { type: "submit" }, t("parties.join"));
  const form = h("form.stack", { novalidate: true }, h("h2", t("parties.haveCode")), h("label.field", h("span.field-label", t("parties.code")), code), submit, line);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(submit, line, async () => {
      if (!app.invitation.accept(code.value)) return line.show(t("parties.codeMissing"));
      app.go("/join");
    });
  });
  return form;
}
