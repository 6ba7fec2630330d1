// Shown once: what the stories may hold, and where this player draws lines (never) and veils (only off the page).

import { h, ornament } from "../../shared/dom.js";
import { t } from "../../shared/strings.js";
import { actionButton, errorLine } from "../panels.js";
import { heading } from "../router.js";
import { recoveryCode } from "../parts/recovery-code.js";
import { afterEntry } from "./entry.js";

export const topics = ["gore", "torture", "children", "animals", "spiders", "drowning", "romance"];

export async function noticeScreen(app) {
  const { player } = await app.me();
  const picker = boundaryPicker(player.settings ?? {});
  const line = errorLine();
  const begin = async () => {
    await app.api.patch("/v1/me", { settings: { ...app.preferences.forServer, ...picker.value() } });
    app.router.replace(await afterEntry(app));
  };
  const guest = app.session.currentGuest;
  return {
    title: t("notice.title"),
    content: h("div.page.stack.stack-wide",
      h("header.page-head", heading(t("notice.title")), h("p.soft", t("notice.text"))),
      picker.node,
      guest && h("section.stack", h("h2", t("notice.codeTitle")), h("p.soft.small", t("notice.codeText")), recoveryCode(guest.key)),
      ornament("fleuron"),
      h("div.stack", actionButton(t("notice.begin"), "button-primary button-wide", line, begin), line)),
  };
}

/** Three answers a topic. `value()` gives the server's two lists. */
export function boundaryPicker(settings) {
  const answers = Object.fromEntries(topics.map((topic) => [topic, answerOf(topic, settings)]));
  const chosen = (answer) => topics.filter((topic) => answers[topic] === answer);
  const row = (topic) => h("fieldset.boundary",
    h("legend", t(`topic.${topic}`)),
    h("div.segments", ["open", "veil", "line"].map((answer) => h("label.segment",
      h("input", { type: "radio", name: `topic-${topic}`, value: answer, checked: answers[topic] === answer, onchange: () => { answers[topic] = answer; } }),
      h("span", t(`boundary.${answer}`))))));
  return {
    node: h("section.stack", h("h2", t("notice.boundaries")), h("p.soft.small", t("notice.boundariesText")), topics.map(row)),
    value: () => ({ lines: chosen("line"), veils: chosen("veil") }),
  };
}

function answerOf(topic, { lines = [], veils = [] }) {
  if (lines.includes(topic)) return "line";
  return veils.includes(topic) ? "veil" : "open";
}
