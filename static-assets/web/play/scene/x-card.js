import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/strings.js";
import { actionButton, errorLine } from "../panels.js";
import { openDialog } from "../parts/dialog.js";

/** The x-card: stops the story of `feed` for all, and nobody is told who asked. */
export const xCardButton = (feed) => h("button.button.x-card", { type: "button", onclick: () => explainXCard(feed) }, icon("hand"), h("span", t("xcard.button")));

function explainXCard(feed) {
  const line = errorLine();
  const dialog = openDialog(t("xcard.title"),
    h("div.stack",
      h("p", t("xcard.text")),
      h("p.soft", t("xcard.nobody")),
      actionButton(t("xcard.show"), "button-primary button-wide", line, async () => {
        if (!feed.isLive) line.show(t("xcard.waits"));
        await feed.channel.send("x-card", {}, { until: ({ eventType }) => eventType === "campaign.paused" });
        dialog.close();
      }),
      h("button.button.button-wide", { type: "button", onclick: () => dialog.close() }, t("xcard.no")),
      line));
}
