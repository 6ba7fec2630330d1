// Play: the scene of a run, what came of the last move, and the next one.

import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/strings.js";
import { actionButton, errorLine, explain } from "../panels.js";
import { ChannelLog } from "../channel-log.js";
import { Chat } from "../chat/chat.js";
import { ChatDrawer } from "../chat/drawer.js";
import { Typing } from "../chat/typing.js";
import { MoveSender, wordsOf } from "../move-sender.js";
import { confirmDialog, openDialog } from "../parts/dialog.js";
import { Faces } from "../parts/faces.js";
import { belongings } from "../parts/inventory.js";
import { leaveWhenRemoved } from "../parts/removed.js";
import { RunFeed } from "../run-feed.js";
import { LastSeen, sinceSeen } from "../scene/away.js";
import { openRewind } from "../scene/rewind.js";
import { SceneView } from "../scene/scene-view.js";
import { tableTools } from "../scene/table-tools.js";
import { xCardButton } from "../scene/x-card.js";

export async function sceneScreen(app, { id }) {
  const [run, me, campaigns] = await Promise.all([
    app.api.get(`/v1/campaign-runs/${encodeURIComponent(id)}`), app.me(), app.api.get("/v1/campaigns"),
  ]);
  if (isOver(run)) {
    await app.router.replace(`/run/${run.id}/summary`);
    return null;
  }
  const campaign = campaigns.items.find((each) => each.id === run.campaignTemplateId);
  const table = new Table(app, run, me, { mayRewind: campaign?.metadata?.leaderRewind === true });
  await Promise.all([table.meetTheParty(), table.readHistory()]);
  return {
    title: run.currentScene.generatedPayload.title,
    look: "look-play",
    back: "/tales",
    palette: campaign?.metadata?.palette,
    running: me.activeRuns.find((each) => each.id === run.id)?.title ?? "",
    actions: h("button.button.button-round", { type: "button", "aria-label": t("scene.menu"), onclick: () => table.openMenu() }, icon("pause")),
    content: table.open(),
    leave: () => table.leave(),
  };
}

const sitting = (run) => JSON.stringify([run.paused, run.party.map((member) => member.characterId)]);

const isOver = (run) => run.status === "COMPLETED" || run.status === "ABORTED";

/** One run on this page: the feed that brings it, what was said and done, the sender of moves, and the view of it. */
class Table {
  #app;
  #me;
  #feed;
  #faces;
  #sender;
  #view;
  #log;
  #seen;
  #typing;
  #isShared;
  /** Of a table that several share. */
  #drawer = null;
  #xCard = null;
  #leads = true;
  /** Who sits there, and whether the story stands still: when that changes somebody else may lead. */
  #sitting;
  #isLeft = false;
  #mayRewind;
  #onUnload = (event) => event.preventDefault();

  /** `mayRewind`: whether the campaign lets its leader take the story back. */
  constructor(app, run, me, { mayRewind }) {
    this.#app = app;
    this.#me = me;
    this.#mayRewind = mayRewind;
    this.#feed = new RunFeed(app, me.player.id, run);
    this.#feed.addEventListener("change", () => this.#news());
    leaveWhenRemoved(app, this.#feed, () => this.leave());
    this.#isShared = this.#feed.isShared;
    this.#log = new ChannelLog(app.api, `${this.#feed.path}/events`, this.#feed.channel);
    this.#seen = new LastSeen(run.id);
    this.#typing = new Typing((isOn) => this.#feed.channel.say("typing", { on: isOn }));
    this.#sender = new MoveSender(app.api, run.id, {
      onWait: () => this.#view.say(t("scene.kept")),
      onSending: (isSending) => this.#guardClosing(isSending),
    });
    const mine = me.characters.filter((character) => run.party.some((member) => member.characterId === character.id));
    this.#faces = new Faces(app.api, me.characters);
    this.#view = new SceneView(app, {
      run, mine, faces: this.#faces, presence: this.#feed.presence, tools: this.#isShared && this.#tools(mine.length > 0), typing: this.#typing,
      act: (action) => this.act(action), resume: () => this.#command("resume"),
    });
    this.#feed.channel.addEventListener("message", ({ detail }) => detail.eventType === "vote.finished" && this.#showTie(detail.payload));
    this.#feed.channel.addEventListener("message", ({ detail }) => detail.eventType === "media.job.done" && this.#view.showPicture(detail.payload));
    this.#feed.presence.addEventListener("change", () => this.#view.drawMembers(this.#feed.run));
  }

  #tools(plays) {
    const nameOf = (playerID) => this.#feed.run.party.find((member) => member.playerId === playerID)?.name ?? t("chat.somebody");
    const others = () => this.#feed.run.party.filter((member) => member.playerId !== this.#me.player.id);
    const { channel, run } = this.#feed;
    const chat = new Chat(this.#log, channel, run.sync.channel, this.#me.player.id);
    this.#drawer = new ChatDrawer(this.#app, chat, { key: run.id, others, nameOf });
    if (plays) this.#xCard = xCardButton(this.#feed);
    return tableTools(this.#feed, this.#drawer.button, this.#xCard);
  }

  /** What was said, and what happened since this browser showed the run; play goes on without it. */
  async readHistory() {
    const wasAway = this.#seen.turn !== null && this.#seen.turn < this.#feed.run.turn;
    if (this.#isShared || wasAway) await this.#log.load().catch(() => {});
  }

  /** Whose word counts, and the faces of the others; play goes on without them. */
  async meetTheParty() {
    if (!this.#isShared) return;
    const { run } = this.#feed;
    const mine = new Set(this.#me.characters.map((character) => character.id));
    const [party] = await Promise.all([
      this.#app.api.get(`/v1/parties/${run.partyId}`).catch(() => null),
      this.#faces.meet(run.party),
    ]);
    // Without an answer it stays as it was known, and is asked for again with the next news.
    if (party === null) return;
    this.#sitting = sitting(run);
    this.#leads = mine.has(party.leaderCharacterId);
  }

  open() {
    const { run } = this.#feed;
    this.#draw({ isFirst: true });
    if (this.#drawer) this.#view.node.append(this.#drawer.node);
    document.addEventListener("visibilitychange", this.#onVisible);
    this.#feed.start();
    const words = this.#sender.keptWords;
    this.#take(this.#sender.resume(run), words);
    return this.#view.node;
  }

  leave() {
    this.#isLeft = true;
    this.#typing.stop();
    this.#drawer?.leave();
    this.#feed.stop();
    document.removeEventListener("visibilitychange", this.#onVisible);
    this.#guardClosing(false);
  }

  /** Does a move; resolves when the answer is on the page. */
  act(action) {
    return this.#take(this.#sender.send(this.#feed.run, action), wordsOf(action));
  }

  openMenu() {
    const line = errorLine();
    const dialog = openDialog(t("scene.menu"),
      h("div.stack",
        this.#leads && !this.#feed.run.paused && actionButton(t("scene.pause"), "button-wide", line, async () => {
          await this.#command("pause");
          dialog.close();
        }),
        this.#leads && this.#mayRewind && this.#feed.run.turn > 0 && actionButton(t("scene.rewind"), "button-wide", line, async () => {
          await openRewind(this.#app.api, this.#feed.path, (run) => this.#feed.accept(run));
          dialog.close();
        }),
        this.#app.preferences.get("pictures") && actionButton(t("scene.drawThis"), "button-wide", line, async () => {
          await this.#drawThis();
          dialog.close();
        }),
        h("button.button.button-wide", { type: "button", "data-open": "things", onclick: () => { dialog.close(); this.#openThings(); } }, t("scene.things")),
        h("a.button.button-wide", { href: "#/settings", onclick: () => dialog.close() }, t("nav.settings")),
        h("a.button.button-wide", { href: "#/tales", onclick: () => dialog.close() }, t("scene.leave")),
        this.#leads && actionButton(t("scene.abort"), "button-wide button-danger", line, async () => {
          dialog.close();
          if (await confirmDialog(t("scene.abortQuestion"), t("scene.abortText"), t("scene.abort"))) await this.#abort();
        }),
        h("button.button.button-primary.button-wide", { type: "button", onclick: () => dialog.close() }, t("scene.goOn")),
        line));
  }

  /** What the player's own characters carry in this story. */
  #openThings() {
    const mine = this.#feed.run.party.filter((member) => member.items);
    const dialog = openDialog(t("character.inventory"),
      h("div.stack",
        mine.map((member) => [mine.length > 1 && h("h3", member.name), belongings(member.items)]),
        h("button.button.button-primary.button-wide", { type: "button", onclick: () => dialog.close() }, t("scene.goOn"))));
  }

  /** Asks for a picture of the moment, which all at the table will see. */
  async #drawThis() {
    const { run } = this.#feed;
    const { sceneId, generatedPayload } = run.currentScene;
    const moment = [generatedPayload.title, run.lastOutcome?.text ?? generatedPayload.summary].filter(Boolean).join(". ");
    const job = await this.#app.api.post("/v1/media/jobs", {
      type: "SCENE_ART", entity_ref: { kind: "scene", id: sceneId }, provider: "GEN", campaignRunId: run.id, sceneId: run.currentScene.id,
      spec: { prompt: moment.slice(0, 400) },
    });
    if (job.result_url) this.#view.showPicture({ status: job.status, entityRef: job.entity_ref, resultUrl: job.result_url });
    else this.#view.say(t("scene.drawing"));
  }

  async #command(actionType) {
    this.#feed.accept(await this.#app.api.post(`${this.#feed.path}/action`, { actionType }));
  }

  /** Breaks the story off; what was done so far is kept. */
  async #abort() {
    try {
      await this.#app.api.post(`${this.#feed.path}/abort`);
      this.#app.router.replace(`/run/${this.#feed.run.id}/summary`);
    } catch (error) {
      this.#view.complain(explain(error));
    }
  }

  /** `words`: of an own move, which have done their work when it is answered. */
  async #take(answer, words) {
    this.#view.isSending = true;
    try {
      const run = await answer;
      if (run !== null && words !== null) this.#view.forgetDraft(words);
      if (this.#isLeft) return;
      this.#view.moveIsDone();
      if (run !== null) this.#feed.accept(run);
    } catch (error) {
      if (this.#isLeft) return;
      this.#view.moveIsDone();
      if (error.error === "stale_scene" && error.body.run) this.#feed.accept(error.body.run);
      else if (error.status === 409) await this.#feed.refresh().catch(() => {});
      this.#view.complain(explain(error));
    }
  }

  /** Somebody may have come in since, or gone. */
  async #news() {
    if (this.#isLeft) return;
    // Who sat alone has nothing yet to talk with.
    if (this.#feed.isShared && !this.#isShared) return this.#app.router.show();
    if (sitting(this.#feed.run) === this.#sitting) await this.#faces.meet(this.#feed.run.party);
    else await this.meetTheParty();
    if (this.#isLeft) return;
    const { run } = this.#feed;
    if (isOver(run)) return this.#app.router.replace(`/run/${run.id}/summary`);
    this.#draw();
  }

  #showTie(finished) {
    if (!finished.tie) return;
    this.#view.showTie(finished, this.#feed.run.vote?.id !== finished.voteId);
  }

  #draw(options) {
    const { run } = this.#feed;
    this.#view.canResume = this.#leads;
    this.#view.awaitsLeader = !this.#leads && run.decision === "leader";
    this.#view.away = sinceSeen(this.#log.events, this.#seen.turn, run);
    this.#view.draw(run, options);
    if (this.#xCard) this.#xCard.hidden = run.paused;
    this.#onVisible();
  }

  /** What is drawn in a window that nobody sees is not seen. */
  #onVisible = () => {
    if (document.visibilityState === "visible") this.#seen.turn = this.#feed.run.turn;
  };

  /** Closing asks only while a move is unsent. */
  #guardClosing(isSending) {
    if (isSending) addEventListener("beforeunload", this.#onUnload);
    else removeEventListener("beforeunload", this.#onUnload);
    if (this.#app.telegram) this.#app.telegram.asksBeforeClosing = isSending;
  }
}
