// The cover of the book: who comes in, and how.

import { h } from "../../shared/dom.js";
import { t } from "../../shared/strings.js";
import { actionButton, errorLine } from "../panels.js";
import { accountForm } from "../parts/account-form.js";
import { cover } from "../parts/cover.js";
import { form, refuse } from "../parts/form.js";

/** Whoever is already in goes on to where they belong. */
export async function entryScreen(app) {
  if (app.session.isKept) {
    await app.router.replace(await afterEntry(app));
    return null;
  }
  const { features } = await app.config();
  const ways = features.guests ? guestWays(app) : [h("p.panel-note", t("entry.telegramOnly"))];
  return {
    title: "Mimic",
    look: "look-cover",
    content: cover(app, "Mimic", t("entry.line"),
      app.invitation.code && h("p.cover-invite", t("entry.invited")),
      h("div.stack.cover-ways", ways, h("details.cover-more", h("summary", t("entry.password")), password(app)))),
  };
}

/** Where to after signing in: the notice once, then an invitation, then the shelf. */
export async function afterEntry(app) {
  const me = await app.me();
  if (me.player.settings?.lines === undefined) return "/notice";
  return app.invitation.code ? "/join" : "/tales";
}

function guestWays(app) {
  const { guest } = app.session;
  return [
    guest && returning(app, guest),
    guest ? h("details.cover-more", h("summary", t("entry.other")), newcomer(app)) : newcomer(app),
    h("details.cover-more", h("summary", t("entry.haveCode")), recovery(app)),
  ];
}

function returning(app, guest) {
  const line = errorLine();
  const label = guest.name ? t("entry.continueAs", { name: guest.name }) : t("entry.continue");
  return h("div.stack", actionButton(label, "button-primary button-wide", line, () => resume(app, guest.key)), line);
}

function newcomer(app) {
  const line = errorLine();
  const name = h("input.input", { id: "guest-name", name: "name", maxlength: 60, autocomplete: "nickname", placeholder: t("entry.nameHint"), "aria-describedby": "guest-name-error" });
  line.id = "guest-name-error";
  const submit = h("button.button.button-primary.button-wide", { type: "submit" }, t("entry.open"));
  return form(submit, line, [h("label.field", h("span.field-label", t("entry.name")), name)], async () => {
    const displayName = name.value.trim();
    if (displayName === "") return refuse(name, line, t("entry.nameMissing"));
    await app.session.enterAsGuest(displayName, app.invitation.code);
    app.router.show();
  });
}

function recovery(app) {
  const line = errorLine();
  const code = h("input.input.input-code", { name: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", "aria-describedby": "recovery-error" });
  line.id = "recovery-error";
  const submit = h("button.button.button-wide", { type: "submit" }, t("entry.recover"));
  return form(submit, line, [h("label.field", h("span.field-label", t("entry.code")), code)], async () => {
    if (code.value.trim() === "") return refuse(code, line, t("entry.codeMissing"));
    await resume(app, code.value.trim());
  });
}

async function resume(app, key) {
  await app.session.resumeGuest(key);
  app.router.show();
}

function password(app) {
  return accountForm({ label: t("entry.enter"), isNew: false }, async (login, password) => {
    await app.session.enterWithPassword(login, password);
    app.router.show();
  });
}
