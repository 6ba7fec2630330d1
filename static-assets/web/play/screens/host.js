// The link that `mimic admin invite` prints: whoever opens it chooses a login and a password, and is the host.

import { h } from "../../shared/dom.js";
import { t } from "../../shared/strings.js";
import { accountForm } from "../parts/account-form.js";
import { cover } from "../parts/cover.js";
import { afterEntry } from "./entry.js";

export async function hostScreen(app) {
  const { token } = app.hostLink;
  if (!token) {
    await app.router.replace("/");
    return null;
  }
  const accept = async (login, password) => {
    await app.session.acceptHostInvitation(token, login, password);
    app.hostLink.forget();
    await app.router.replace(await afterEntry(app));
  };
  const decline = () => {
    app.hostLink.forget();
    app.router.replace("/");
  };
  return {
    title: t("host.title"),
    look: "look-cover look-host",
    content: cover(app, t("host.title"), t("host.line"),
      h("div.stack.cover-ways",
        accountForm({ label: t("host.accept"), isNew: true }, accept),
        h("button.button.button-quiet", { type: "button", onclick: decline }, t("host.decline")))),
  };
}
