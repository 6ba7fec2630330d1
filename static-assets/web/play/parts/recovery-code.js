import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/strings.js";

/** A secret to write down, with a button that copies it. */
export const recoveryCode = (key) => copyable(key, t("code.label"));

/** Text to give away or keep. Copying falls back to selecting: the clipboard needs a secure context. */
export function copyable(text, label) {
  const value = h("output.code-text", { "aria-label": label, tabindex: "0" }, text);
  const said = h("span.code-said", { role: "status" });
  const copy = async () => {
    getSelection().selectAllChildren(value);
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = t("code.copied");
    } catch {
      said.textContent = document.execCommand("copy") ? t("code.copied") : t("code.selected");
    }
  };
  return h("div.code", value, h("button.button", { type: "button", onclick: copy }, icon("copy"), t("code.copy")), said);
}
