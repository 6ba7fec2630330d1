// The states that are nobody's favourite: loading, empty, error.

import { ConnectionError } from "../shared/api.js";
import { h, ornament } from "../shared/dom.js";
import { t, tOr } from "../shared/strings.js";

export const candle = () =>
  h("div.candle", { "aria-hidden": "true" }, h("span.candle-flame"), h("span.candle-body"));

export const loadingPanel = () => h("div.panel", { role: "status" }, candle(), h("p.soft", t("loading")));

/** A whole screen's error, with a way to try again. */
export function errorPanel(error, again) {
  const isAway = error instanceof ConnectionError;
  return h("div.panel",
    h("div.candle.is-out", { "aria-hidden": "true" }, h("span.candle-flame"), h("span.candle-body")),
    h("h1", { tabindex: "-1" }, isAway ? t("error.away.title") : t("error.title")),
    h("p.soft", explain(error)),
    h("button.button.button-primary", { type: "button", onclick: again }, t("error.again")),
    h("a.button.button-quiet", { href: "#/tales" }, t("summary.back")),
    error.traceID && h("p.trace", t("error.trace", { id: error.traceID })));
}

/** Nothing here yet, and what to do about it. */
export const emptyPanel = (text, ...actions) => h("div.panel.panel-empty", ornament("fleuron"), h("p.soft", text), ...actions);

/** An error as a sentence for the player. The server's own words are English and for developers. */
export function explain(error) {
  if (error instanceof ConnectionError) return t("error.connection");
  if (error.status === 429 && error.body.retryAfter) return t("error.wait", { count: Math.ceil(error.body.retryAfter / 1000) });
  const bySize = error.status >= 500 ? t("error.server") : t("error.refused");
  return tOr(`error.${error.error}`, bySize);
}

/** A line under a form that appears with an error; screen readers hear it. */
export function errorLine() {
  const line = h("p.field-error", { role: "alert", hidden: true });
  line.show = (text) => {
    line.textContent = text;
    line.hidden = text === "";
  };
  return line;
}

/**
 * A button for something that takes a while: busy while it does, and only once. An error goes to `line`.
 * `look` is a class such as "button-primary".
 */
export function actionButton(label, look, line, act) {
  const button = h("button.button", { type: "button" }, label);
  if (look) button.classList.add(...look.split(" "));
  button.addEventListener("click", () => busy(button, line, act));
  return button;
}

export async function busy(button, line, act) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.classList.add("is-busy");
  button.setAttribute("aria-disabled", "true");
  line?.show("");
  try {
    await act();
  } catch (error) {
    line?.show(explain(error));
  } finally {
    button.classList.remove("is-busy");
    button.removeAttribute("aria-disabled");
  }
}
