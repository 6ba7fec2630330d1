// One campaign: what it is, who goes, and the first step.

import { APIError } from "../../shared/api.js";
import { h, ornament } from "../../shared/dom.js";
import { language, t } from "../../shared/strings.js";
import { actionButton, errorLine } from "../panels.js";
import { characterPicker } from "../parts/character-picker.js";
import { heading } from "../router.js";
import { cover, facts } from "./campaigns.js";

export async function campaignScreen(app, { id, party: partyID }) {
  const [me, campaigns, parties] = await Promise.all([app.me(), app.api.get("/v1/campaigns"), app.api.get("/v1/parties")]);
  const campaign = campaigns.items.find((each) => each.id === id);
  if (!campaign) throw new APIError(404, { error: "not_found" });
  const mine = me.characters.filter((character) => character.status === "ACTIVE");
  const led = parties.items.filter((party) => mine.some((character) => character.id === party.leaderCharacterId));
  const party = led.find((each) => String(each.id) === partyID);
  const run = me.activeRuns.find((each) => each.campaignTemplateId === id);
  const busy = new Set(parties.items
    .filter((each) => me.activeRuns.some((active) => active.partyId === each.id))
    .flatMap((each) => each.members.map((member) => member.characterId)));
  const free = mine.filter((character) => !busy.has(character.id));
  return {
    title: campaign.title,
    tab: "tales",
    palette: campaign.metadata?.palette,
    back: partyID ? `/parties/${partyID}` : "/tales",
    content: h("div.page.stack.stack-wide",
      h("article.tale-page.stack",
        cover(campaign),
        heading(campaign.title),
        h("p", campaign.description),
        facts(campaign)),
      ornament(),
      run && !party && h("a.button.button-primary.button-wide", { href: `#/run/${run.id}` }, t("tale.continue")),
      party ? togetherStart(app, campaign, party) : aloneStart(app, campaign, { mine, free, isBegun: Boolean(run) }, parties.items)),
  };
}

function togetherStart(app, campaign, party) {
  const line = errorLine();
  const names = party.members.filter((member) => member.role !== "SPECTATOR").map((member) => member.characterName);
  return h("section.stack",
    h("h2", t("tale.whoGoes")),
    h("p", names.join(", ")),
    actionButton(t("tale.startTogether"), "button-primary button-wide", line, () => begin(app, campaign, party)),
    line);
}

/** Who is in an unfinished story cannot begin another one. */
function aloneStart(app, campaign, { mine, free, isBegun }, parties) {
  const look = isBegun ? "" : "button-primary ";
  if (free.length === 0) {
    return h("section.stack",
      h("h2", t("tale.whoGoes")),
      h("p.soft", mine.length === 0 ? t("tale.nobody") : t("tale.allBusy")),
      h(isBegun ? "a.button.button-wide" : "a.button.button-primary.button-wide", { href: `#/characters/new?for=${encodeURIComponent(campaign.id)}` }, t("characters.create")));
  }
  const line = errorLine();
  const picker = characterPicker(free);
  const start = async () => begin(app, campaign, await soloParty(app, picker.value(), parties, campaign.title));
  return h("section.stack",
    h("h2", t("tale.whoGoes")),
    picker.node,
    actionButton(t(isBegun ? "tale.startAnew" : "tale.startAlone"), `${look}button-wide`, line, start),
    h("a.button.button-wide", { href: "#/parties" }, t("tale.gather")),
    line);
}

/** The party that this character already has for itself, else a new one. */
async function soloParty(app, character, parties, name) {
  const own = parties.find((party) =>
    party.leaderCharacterId === character.id && party.members.length === 1 && party.activeCampaignRunId === null);
  return own ?? app.api.post("/v1/parties", { leaderCharacterId: character.id, name });
}

async function begin(app, campaign, party) {
  const wish = language();
  const spoken = campaign.languages?.includes(wish) ? wish : campaign.languages?.[0];
  const run = await app.api.post("/v1/campaign-runs", {
    campaignTemplateId: campaign.id, partyId: party.id, ...(spoken && { language: spoken }),
  });
  app.go(`/run/${run.id}`);
}
