// The shelf: what can be continued, what can be begun.

import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/strings.js";
import { emptyPanel } from "../panels.js";
import { heading } from "../router.js";

export async function campaignsScreen(app) {
  const [me, campaigns] = await Promise.all([app.me(), app.api.get("/v1/campaigns")]);
  return {
    title: t("tales.title"),
    tab: "tales",
    content: h("div.page.page-wide.stack.stack-wide",
      h("header.page-head", heading(t("tales.title")), h("p.soft", t("tales.text"))),
      me.activeRuns.length > 0 && continuing(me.activeRuns, campaigns.items),
      campaigns.items.length === 0
        ? emptyPanel(t("tales.empty"))
        : h("ul.shelf", campaigns.items.map((campaign) => h("li", card(campaign))))),
  };
}

function continuing(runs, campaigns) {
  return h("section.stack", { "aria-labelledby": "continue-title" },
    h("h2.visually-hidden", { id: "continue-title" }, t("tales.unfinished")),
    runs.map((run) => {
      const cover = campaigns.find((campaign) => campaign.id === run.campaignTemplateId)?.coverUrl;
      return h("a.bookmark.card", { href: `#/run/${run.id}` },
        cover && h("img.bookmark-cover", { src: cover, alt: "", width: 96, height: 96 }),
        h("span.bookmark-words", h("span.bookmark-kicker", t("tales.continue")), h("span.bookmark-title", run.title)),
        icon("next"));
    }));
}

/** A campaign on the shelf; `query` goes with the link. */
export function card(campaign, query = "") {
  return h("a.tale.card", { href: `#/tales/${encodeURIComponent(campaign.id)}${query}` },
    cover(campaign),
    h("div.card-body.stack",
      h("h2", campaign.title),
      h("p.tale-about", campaign.description),
      facts(campaign)));
}

/** The picture of a campaign, or plain boards when it has none. */
export const cover = (campaign) => h("div.tale-cover",
  campaign.coverUrl && h("img", { src: campaign.coverUrl, alt: "", width: 640, height: 360, loading: "lazy", decoding: "async" }));

export function facts(campaign) {
  const { min, max } = campaign.players ?? {};
  return h("div.stack.tale-facts",
    h("p.facts",
      campaign.minutes && h("span.fact", icon("clock"), t("tales.minutes", { count: campaign.minutes })),
      max && h("span.fact", icon("people"), min === max ? t("tales.players", { count: max }) : t("tales.playersRange", { min, max }))),
    campaign.tags?.length > 0 && h("p.tags", campaign.tags.map((tag) => h("span.tag", tag))));
}
