// The end: the story as a person would tell it, and everything that came of it.

import { h, ornament } from "../../shared/dom.js";
import { paragraphs } from "../../shared/markdown.js";
import { t } from "../../shared/strings.js";
import { heading } from "../router.js";
import { deeds, rewards } from "../summary/gains.js";
import { timeline } from "../summary/timeline.js";
import { diceCheck } from "../summary/dice-check.js";

export async function summaryScreen(app, { id }) {
  const path = `/v1/campaign-runs/${encodeURIComponent(id)}`;
  const [run, campaigns] = await Promise.all([app.api.get(path), app.api.get("/v1/campaigns")]);
  if (run.status !== "COMPLETED" && run.status !== "ABORTED") {
    await app.router.replace(`/run/${id}`);
    return null;
  }
  const campaign = campaigns.items.find((each) => each.id === run.campaignTemplateId);
  const title = campaign?.title ?? run.currentScene?.generatedPayload.title ?? t("summary.title");
  // Of a run that was broken off there is no summary.
  const summary = run.status === "ABORTED" ? null : (await app.api.get(`${path}/summary`)).adventureSummary;
  return {
    title,
    look: "look-summary",
    palette: campaign?.metadata?.palette,
    back: "/tales",
    running: t("summary.title"),
    content: h("article.page.summary.stack.stack-wide",
      h("header.summary-head",
        h("p.kicker", run.status === "ABORTED" ? t("summary.aborted") : t("summary.theEnd")),
        heading(title),
        ornament()),
      campaign?.coverUrl && app.preferences.get("pictures") && h("figure.plate", h("img", { src: campaign.coverUrl, alt: "", width: 640, height: 360 })),
      summary === null
        ? h("p.soft", t("summary.none"))
        : [h("div.prose", paragraphs(summary.narrative ?? "")), ornament("fleuron"), rewards(summary, run), deeds(summary, run), timeline(summary.timeline ?? [])],
      diceCheck(app, path, run.seedCommitment),
      h("p.summary-end", h("a.button.button-primary", { href: "#/tales" }, t("summary.back")))),
  };
}
