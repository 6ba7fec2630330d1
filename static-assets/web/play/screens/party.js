// The table before the story: who sits at it, how others find it, and the leader's word.

import { h, replace, whisper } from "../../shared/dom.js";
import { t } from "../../shared/strings.js";
import { Poll } from "../poll.js";
import { actionButton, errorLine } from "../panels.js";
import { confirmDialog } from "../parts/dialog.js";
import { Faces } from "../parts/faces.js";
import { portrait } from "../parts/portrait.js";
import { copyable } from "../parts/recovery-code.js";
import { heading } from "../router.js";

export async function partyScreen(app, { id }) {
  const path = `/v1/parties/${encodeURIComponent(id)}`;
  const [me, first] = await Promise.all([app.me(), app.api.get(path)]);
  const mine = new Set(me.characters.map((character) => character.id));
  const faces = new Faces(app.api, me.characters);
  await faces.meet(first.members);
  const members = h("ul.stack.members-list");
  const start = h("div.stack");
  let shown = null;
  const draw = (party) => {
    if (JSON.stringify(party) === shown) return;
    const before = shown && JSON.parse(shown);
    shown = JSON.stringify(party);
    // The leader has begun while this screen was open: everybody goes along.
    if (before && !before.activeCampaignRunId && party.activeCampaignRunId) return app.router.replace(`/run/${party.activeCampaignRunId}`);
    if (before && party.members.length > before.members.length) app.announce(t("party.joined", { name: party.members.at(-1).characterName }));
    replace(members, party.members.map((member) => memberRow(member, mine, faces.of(member))));
    replace(start, startPart(party, mine));
  };
  draw(first);
  const poll = new Poll(app.connection, async () => {
    const party = await app.api.get(path);
    await faces.meet(party.members);
    draw(party);
  });
  poll.start();
  return {
    title: first.name ?? t("parties.unnamed"),
    tab: "parties",
    back: "/parties",
    leave: () => poll.stop(),
    content: h("div.page.stack.stack-wide",
      h("header.page-head", heading(first.name ?? t("parties.unnamed"))),
      h("section.stack", h("h2", t("party.members")), members),
      start,
      first.inviteCode && invitation(first.inviteCode),
      leaving(app, first, mine)),
  };
}

const memberRow = (member, mine, face) => h("li.member-row",
  portrait(face, "portrait-round"),
  h("span.pick-words",
    h("span.pick-name", member.characterName, mine.has(member.characterId) && h("span.soft", ` ${t("party.you")}`)),
    h("span.pick-note", [member.displayName, t(`party.role.${member.role}`)].join(", "))),
  h(member.online ? "span.presence.is-online" : "span.presence", whisper(member.online ? t("party.online") : t("party.offline"))));

function startPart(party, mine) {
  if (party.activeCampaignRunId) {
    return h("a.button.button-primary.button-wide", { href: `#/run/${party.activeCampaignRunId}` }, t("party.continue"));
  }
  if (!mine.has(party.leaderCharacterId)) return h("p.soft", t("party.waitForLeader"));
  return h("a.button.button-primary.button-wide", { href: `#/parties/${party.id}/tales` }, t("party.chooseTale"));
}

function invitation(code) {
  const link = new URL(`?invite=${code}`, new URL("/play", location.origin));
  return h("section.stack",
    h("h2", t("party.invite")),
    h("p.soft.small", t("party.inviteText")),
    copyable(code, t("parties.code")),
    copyable(link.href, t("party.link")));
}

function leaving(app, party, mine) {
  const own = party.members.find((member) => mine.has(member.characterId));
  if (!own) return null;
  const line = errorLine();
  const leave = async () => {
    if (!(await confirmDialog(t("party.leaveQuestion"), t("party.leaveText"), t("party.leave")))) return;
    await app.api.post(`/v1/parties/${party.id}/leave`, { characterId: own.characterId });
    app.router.replace("/parties");
  };
  return h("section.stack.sheet-end", actionButton(t("party.leave"), "button-danger", line, leave), line);
}
