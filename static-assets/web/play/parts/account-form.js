// A login and a password: of somebody who has them, or of somebody who chooses them.

import { h } from "../../shared/dom.js";
import { t } from "../../shared/strings.js";
import { errorLine, explain } from "../panels.js";
import { form, refuse } from "./form.js";

/**
 * `enter(login, password)` asks the server, which alone judges what was typed. `isNew` is for choosing: the rules are
 * told beforehand, and a password manager offers to keep what was chosen.
 */
export function accountForm({ label, isNew }, enter) {
  const line = errorLine();
  line.id = "account-error";
  const login = h("input.input", { id: "account-login", name: "login", maxlength: 32, autocomplete: "username", autocapitalize: "none", spellcheck: "false" });
  const password = h("input.input", { id: "account-password", name: "password", type: "password", maxlength: 200, autocomplete: isNew ? "new-password" : "current-password" });
  const refusals = {
    login: isNew ? t("account.loginRule") : t("account.loginMissing"),
    password: isNew ? t("account.passwordRule") : t("account.passwordMissing"),
  };
  const submit = h("button.button.button-wide", { type: "submit" }, label);
  if (isNew) submit.classList.add("button-primary");
  const fields = [
    field(t("account.login"), login, isNew && refusals.login),
    field(t("account.password"), password, isNew && refusals.password, showButton(password)),
  ];
  return form(submit, line, fields, async () => {
    try {
      await enter(login.value, password.value);
    } catch (error) {
      const wrong = error.details?.find((detail) => detail.field in refusals)?.field;
      if (wrong) return refuse(wrong === "login" ? login : password, line, refusals[wrong]);
      if (error.error === "login_taken") return refuse(login, line, explain(error));
      throw error;
    }
  });
}

function field(label, input, note, beside) {
  const noteID = `${input.id}-note`;
  input.setAttribute("aria-describedby", note ? `${noteID} account-error` : "account-error");
  return h("div.field",
    h("label.field-label", { for: input.id }, label),
    beside ? h("div.field-row", input, beside) : input,
    note && h("p.field-note", { id: noteID }, note));
}

function showButton(password) {
  const button = h("button.button.button-quiet", { type: "button", "aria-pressed": "false", "aria-label": t("account.showPassword") }, t("account.show"));
  button.addEventListener("click", () => {
    const shows = password.type === "password";
    password.type = shows ? "text" : "password";
    button.setAttribute("aria-pressed", String(shows));
  });
  return button;
}
