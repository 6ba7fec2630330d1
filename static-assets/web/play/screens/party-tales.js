import { h } from "../../shared/dom.js";
import { t } from "../../shared/strings.js";
import { emptyPanel } from "../panels.js";
import { heading } from "../router.js";
import { card } from "./campaigns.js";

/** The shelf once more, for a leader who chooses for the party. */
export async function partyTalesScreen(app, { id }) {
  const { items } = await app.api.get("/v1/campaigns");
  return {
    title: t("party.chooseTale"),
    tab: "parties",
    back: `/parties/${id}`,
    content: h("div.page.page-wide.stack.stack-wide",
      h("header.page-head", heading(t("party.chooseTale"))),
      items.length === 0 ? emptyPanel(t("tales.empty")) : h("ul.shelf", items.map((campaign) => h("li", card(campaign, `?party=${id}`))))),
  };
}
