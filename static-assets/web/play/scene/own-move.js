import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/strings.js";

/** A move in the player's own words. What is typed is kept until it is sent; `typing` hears of it. */
export function ownMove(freeform, draft, typing, send) {
  if (!freeform?.allowed) return null;
  const { limit } = freeform;
  const counter = h("span.counter", { id: "own-counter" });
  const text = h("textarea.input", { id: "own-move", rows: 3, value: draft.text, placeholder: t("own.hint"), "aria-describedby": "own-counter", enterkeyhint: "send" });
  const submit = h("button.button.button-primary", { type: "submit" }, t("own.send"));
  const measure = () => {
    const length = characters(text.value);
    counter.textContent = t("own.counter", { length, limit });
    counter.classList.toggle("is-over", length > limit);
    submit.setAttribute("aria-disabled", String(length === 0 || length > limit));
    text.setAttribute("aria-invalid", String(length > limit));
  };
  text.addEventListener("input", () => {
    draft.text = text.value;
    typing.touch();
    measure();
  });
  measure();
  const form = h("form.own-form", { novalidate: true },
    h("label.visually-hidden", { for: "own-move" }, t("own.title")), text, h("div.own-foot", counter, submit));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (submit.getAttribute("aria-disabled") === "true") return text.focus();
    submit.classList.add("is-chosen");
    typing.stop();
    send(text.value.trim());
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  return h("details.own", { open: draft.text !== "" },
    h("summary.choice", h("span.choice-mark", icon("quill")), h("span.choice-words", h("span.choice-label", t("own.title")))), form);
}

/** Characters as people count them, as the server does. */
function characters(text) {
  const trimmed = text.trim();
  if (!Intl.Segmenter) return [...trimmed].length;
  return [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(trimmed)].length;
}
