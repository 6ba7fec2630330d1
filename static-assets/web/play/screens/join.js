// An invitation: which of one's characters takes it.

import { h } from "../../shared/dom.js";
import { t } from "../../shared/strings.js";
import { actionButton, errorLine } from "../panels.js";
import { characterPicker } from "../parts/character-picker.js";
import { heading } from "../router.js";

export async function joinScreen(app) {
  const { code } = app.invitation;
  if (!code) {
    await app.router.replace("/parties");
    return null;
  }
  const me = await app.me();
  const mine = me.characters.filter((character) => character.status === "ACTIVE");
  const decline = () => {
    app.invitation.forget();
    app.router.replace("/tales");
  };
  return {
    title: t("join.title"),
    tab: "parties",
    content: h("div.page.stack.stack-wide",
      h("header.page-head", heading(t("join.title")), h("p.soft", t("join.text", { code }))),
      mine.length === 0
        ? h("a.button.button-primary.button-wide", { href: "#/characters/new?join=1" }, t("characters.create"))
        : acceptance(app, mine, code),
      h("button.button.button-quiet", { type: "button", onclick: decline }, t("join.decline"))),
  };
}

function acceptance(app, mine, code) {
  const line = errorLine();
  const picker = characterPicker(mine);
  const accept = async () => {
    const { partyId } = await app.api.post("/v1/parties/join", { inviteCode: code, characterId: picker.value().id });
    app.invitation.forget();
    app.router.replace(`/parties/${partyId}`);
  };
  return h("section.stack", h("h2", t("tale.whoGoes")), picker.node, actionButton(t("join.accept"), "button-primary button-wide", line, accept), line);
}
