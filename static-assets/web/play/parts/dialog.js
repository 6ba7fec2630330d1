import { h } from "../../shared/dom.js";
import { t } from "../../shared/strings.js";

/** Opens a modal dialog with `content` and takes it off the page when it closes. */
export function openDialog(title, ...content) {
  const dialog = h("dialog.dialog", { "aria-labelledby": "dialog-title" }, h("h2", { id: "dialog-title" }, title), ...content);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.getElementById("main").append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks before something that cannot be undone. Resolves to the answer. */
export function confirmDialog(title, text, yes) {
  return new Promise((resolve) => {
    const answer = (value) => () => {
      dialog.close();
      resolve(value);
    };
    const dialog = openDialog(title,
      h("p.soft", text),
      h("div.dialog-buttons",
        h("button.button", { type: "button", onclick: answer(false) }, t("dialog.no")),
        h("button.button.button-danger", { type: "button", onclick: answer(true) }, yes)));
    dialog.addEventListener("close", () => resolve(false));
  });
}
