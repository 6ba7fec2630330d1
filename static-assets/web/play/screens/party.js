// The table before the story: who sits at it and is ready, how others find it, what is said, and the leader's word.

import { h, replace, whisper } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/strings.js";
import { ChannelLog } from "../channel-log.js";
import { Chat } from "../chat/chat.js";
import { ChatDrawer } from "../chat/drawer.js";
import { actionButton, errorLine, explain } from "../panels.js";
import { confirmDialog } from "../parts/dialog.js";
import { Faces } from "../parts/faces.js";
import { invitation } from "../parts/invitation-card.js";
import { portrait } from "../parts/portrait.js";
import { leaveWhenRemoved } from "../parts/removed.js";
import { PartyFeed } from "../party-feed.js";
import { heading } from "../router.js";
import { tableTools } from "../scene/table-tools.js";

export async function partyScreen(app, { id }) {
  const [me, party] = await Promise.all([app.me(), app.api.get(`/v1/parties/${encodeURIComponent(id)}`)]);
  const lobby = new Lobby(app, me, party);
  await lobby.meetTheParty();
  return {
    title: party.name ?? t("parties.unnamed"),
    tab: "parties",
    back: "/parties",
    content: lobby.open(),
    leave: () => lobby.leave(),
  };
}

/** One party on this page: the feed that brings it, and the view of it. */
class Lobby {
  #app;
  #me;
  #mine;
  #feed;
  #faces;
  #log;
  #drawer;
  #shown;
  #isReady = false;
  #isLeft = false;
  #members = h("ul.stack.members-list");
  #ready = h("p.soft.small", { role: "status" });
  #readyButton = h("button.button.button-wide.ready-button", { type: "button", "aria-pressed": "false", onclick: () => this.#setReady(!this.#isReady) }, icon("check"), t("party.ready"));
  #start = h("div.stack");
  #line = errorLine();

  constructor(app, me, party) {
    this.#app = app;
    this.#me = me;
    this.#mine = new Set(me.characters.map((character) => character.id));
    this.#faces = new Faces(app.api, me.characters);
    this.#shown = party;
    this.#feed = new PartyFeed(app, me.player.id, party);
    const { channel, presence } = this.#feed;
    this.#feed.addEventListener("change", () => this.#news());
    leaveWhenRemoved(app, this.#feed, () => this.leave());
    presence.addEventListener("change", () => this.#drawMembers());
    // A mark is gone with the socket on which it was made.
    channel.addEventListener("hello", () => this.#isReady && this.#setReady(true));
    // The leader has begun: everybody goes along.
    channel.addEventListener("message", ({ detail: { eventType, payload } }) => eventType === "campaign.run_started" && this.#goAlong(payload.runId));
    this.#log = new ChannelLog(app.api, `${this.#feed.path}/events`, channel);
    const chat = new Chat(this.#log, channel, `party:${party.id}`, me.player.id);
    const nameOf = (playerID) => this.#member(playerID)?.characterName ?? t("chat.somebody");
    const others = () => this.#feed.party.members.filter(({ playerId }) => playerId !== me.player.id).map(({ playerId, characterName }) => ({ playerId, name: characterName }));
    this.#drawer = new ChatDrawer(app, chat, { key: `party.${party.id}`, others, nameOf });
  }

  async meetTheParty() {
    await Promise.all([this.#faces.meet(this.#feed.party.members), this.#log.load().catch(() => {})]);
  }

  open() {
    const { party } = this.#feed;
    const plays = this.#member(this.#me.player.id)?.role !== "SPECTATOR";
    this.#draw();
    this.#feed.start();
    return h("div.page.stack.stack-wide",
      h("header.page-head", heading(party.name ?? t("parties.unnamed"))),
      h("section.stack", h("h2", t("party.members")), this.#members, this.#ready, plays && this.#readyButton, tableTools(this.#feed, this.#drawer.button), this.#line),
      this.#start,
      party.inviteCode && invitation(this.#app, party),
      this.#leaving(),
      this.#drawer.node);
  }

  leave() {
    this.#isLeft = true;
    this.#drawer.leave();
    this.#feed.stop();
  }

  #member(playerID) {
    return this.#feed.party.members.find(({ playerId }) => playerId === playerID);
  }

  get #leads() {
    return this.#mine.has(this.#feed.party.leaderCharacterId);
  }

  async #news() {
    const { party } = this.#feed;
    await this.#faces.meet(party.members);
    // What was asked for before is no reason to turn the page of who has gone elsewhere.
    if (this.#isLeft) return;
    const before = this.#shown;
    this.#shown = party;
    if (!before.activeCampaignRunId && party.activeCampaignRunId) return this.#goAlong(party.activeCampaignRunId);
    if (party.members.length > before.members.length) this.#app.announce(t("party.joined", { name: party.members.at(-1).characterName }));
    this.#draw();
  }

  #goAlong(runID) {
    this.leave();
    this.#app.router.replace(`/run/${runID}`);
  }

  #draw() {
    this.#drawMembers();
    replace(this.#start, this.#startPart());
  }

  #drawMembers() {
    const { party, presence } = this.#feed;
    replace(this.#members, party.members.map((member) => this.#row(member)));
    const ready = party.members.filter((member) => presence.of(member).ready).length;
    const text = ready > 0 ? t("party.readyCount", { ready, count: party.members.length }) : "";
    if (this.#ready.textContent !== text) this.#ready.textContent = text;
  }

  #row(member) {
    const { online, typing, ready } = this.#feed.presence.of(member);
    const isMine = this.#mine.has(member.characterId);
    const note = typing ? t("members.typing") : [member.displayName, t(`party.role.${member.role}`)].join(", ");
    return h("li.member-row", { "data-player": member.playerId },
      portrait(this.#faces.of(member), "portrait-round"),
      h("span.pick-words",
        h("span.pick-name", member.characterName, isMine && h("span.soft", ` ${t("party.you")}`)),
        h("span.pick-note", note)),
      ready && h("span.ready-mark", icon("check"), t("party.isReady")),
      h(online ? "span.presence.is-online" : "span.presence", whisper(online ? t("party.online") : t("party.offline"))),
      this.#leads && !isMine && h("button.button.button-round", { type: "button", "aria-label": t("party.kick", { name: member.characterName }), onclick: () => this.#kick(member) }, icon("cross")));
  }

  #startPart() {
    const { party } = this.#feed;
    if (party.activeCampaignRunId) {
      return h("a.button.button-primary.button-wide", { href: `#/run/${party.activeCampaignRunId}` }, t("party.continue"));
    }
    if (!this.#leads) return h("p.soft", t("party.waitForLeader"));
    return h("a.button.button-primary.button-wide", { href: `#/parties/${party.id}/tales` }, t("party.chooseTale"));
  }

  #setReady(isReady) {
    this.#isReady = isReady;
    this.#readyButton.setAttribute("aria-pressed", String(isReady));
    this.#feed.channel.say("party.ready", { on: isReady });
  }

  async #kick(member) {
    const { characterName: name, characterId } = member;
    if (!(await confirmDialog(t("party.kickQuestion", { name }), t("party.kickText"), t("party.kickYes")))) return;
    try {
      await this.#app.api.post(`${this.#feed.path}/kick`, { characterId });
      await this.#feed.refresh();
    } catch (error) {
      this.#line.show(explain(error));
    }
  }

  #leaving() {
    const own = this.#feed.party.members.find((member) => this.#mine.has(member.characterId));
    if (!own) return null;
    const line = errorLine();
    const leave = async () => {
      if (!(await confirmDialog(t("party.leaveQuestion"), t("party.leaveText"), t("party.leave")))) return;
      // That one is not in it any more is no news to who leaves.
      this.#feed.stop();
      try {
        await this.#app.api.post(`${this.#feed.path}/leave`, { characterId: own.characterId });
      } catch (error) {
        if (!this.#isLeft) this.#feed.start();
        throw error;
      }
      this.#app.router.replace("/parties");
    };
    return h("section.stack.sheet-end", actionButton(t("party.leave"), "button-danger", line, leave), line);
  }
}
