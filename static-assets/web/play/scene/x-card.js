import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/strings.js";
import { actionButton, errorLine } from "../panels.js";
import { openDialog } from "../parts/dialog.js";

/** The x-card: stops the story of `feed` for all, and nobody is told who asked. */
export const xCardButton = (feed) => h("button.button.x-card", { type: "button", onclick: () => explainXCard(feed) }, icon("hand"), h("span", t("xcard.button")));

/** Refusals of a card that somebody else has shown already, or whose story is over. */
const standsStill = new Set(["paused", "invalid_phase"]);

function explainXCard(feed) {
  const line = errorLine();
  const closed = new AbortController();
  const show = async () => {
    if (!feed.isLive) line.show(t("xcard.waits"));
    try {
      await feed.channel.send("x-card", {}, { until: ({ eventType }) => eventType === "campaign.paused", signal: closed.signal });
    } catch (error) {
      if (!standsStill.has(error.code)) throw error;
    }
    dialog.close();
  };
  const dialog = openDialog(t("xcard.title"),
    h("div.stack",
      h("p", t("xcard.text")),
      h("p.soft", t("xcard.nobody")),
      actionButton(t("xcard.show"), "button-primary button-wide", line, show),
      h("button.button.button-wide", { type: "button", onclick: () => dialog.close() }, t("xcard.no")),
      line));
  // Who closes it has thought better of it, wherever the card is on its way.
  dialog.addEventListener("close", () => closed.abort());
  feed.addEventListener("change", () => feed.run.paused && dialog.close(), { signal: closed.signal });
}
