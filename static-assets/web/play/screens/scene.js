// Play: the scene of a run, what came of the last move, and the next one.

import { h } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { t } from "../../shared/strings.js";
import { actionButton, errorLine, explain } from "../panels.js";
import { MoveSender } from "../move-sender.js";
import { confirmDialog, openDialog } from "../parts/dialog.js";
import { Faces } from "../parts/faces.js";
import { RunFeed } from "../run-feed.js";
import { SceneView } from "../scene/scene-view.js";

export async function sceneScreen(app, { id }) {
  const [run, me, campaigns] = await Promise.all([
    app.api.get(`/v1/campaign-runs/${encodeURIComponent(id)}`), app.me(), app.api.get("/v1/campaigns"),
  ]);
  if (isOver(run)) {
    await app.router.replace(`/run/${run.id}/summary`);
    return null;
  }
  const table = new Table(app, run, me);
  await table.meetTheParty();
  return {
    title: run.currentScene.generatedPayload.title,
    look: "look-play",
    back: "/tales",
    palette: campaigns.items.find((campaign) => campaign.id === run.campaignTemplateId)?.metadata?.palette,
    running: me.activeRuns.find((each) => each.id === run.id)?.title ?? "",
    actions: h("button.button.button-round", { type: "button", "aria-label": t("scene.menu"), onclick: () => table.openMenu() }, icon("pause")),
    content: table.open(),
    leave: () => table.leave(),
  };
}

const isOver = (run) => run.status === "COMPLETED" || run.status === "ABORTED";

/** One run on this page: the feed that brings it, the sender of moves, and the view of it. */
class Table {
  #app;
  #me;
  #feed;
  #faces;
  #sender;
  #view;
  #leads = true;
  #onUnload = (event) => event.preventDefault();

  constructor(app, run, me) {
    this.#app = app;
    this.#me = me;
    this.#feed = new RunFeed(app.api, app.connection, run);
    this.#feed.addEventListener("change", () => this.#news());
    this.#sender = new MoveSender(app.api, run.id, {
      onWait: () => this.#view.say(t("scene.kept")),
      onSending: (isSending) => this.#guardClosing(isSending),
    });
    const mine = me.characters.filter((character) => run.party.some((member) => member.characterId === character.id));
    this.#faces = new Faces(app.api, me.characters);
    this.#view = new SceneView(app, { run, mine, faces: this.#faces, act: (action) => this.act(action), resume: () => this.#command("resume") });
  }

  /** Whose word counts, and the faces of the others; play goes on without them. */
  async meetTheParty() {
    if (!this.#feed.isShared(this.#me.player.id)) return;
    const { run } = this.#feed;
    const mine = new Set(this.#me.characters.map((character) => character.id));
    const [party] = await Promise.all([
      this.#app.api.get(`/v1/parties/${run.partyId}`).catch(() => null),
      this.#faces.meet(run.party),
    ]);
    this.#leads = party === null || mine.has(party.leaderCharacterId);
  }

  open() {
    const { run } = this.#feed;
    this.#view.canResume = this.#leads;
    this.#view.awaitsLeader = !this.#leads && run.decision === "leader";
    this.#view.draw(run, { isFirst: true });
    if (this.#feed.isShared(this.#me.player.id)) this.#feed.start();
    this.#take(this.#sender.resume(run));
    return this.#view.node;
  }

  leave() {
    this.#feed.stop();
    this.#guardClosing(false);
  }

  /** Does a move; resolves when the answer is on the page. */
  act(action) {
    return this.#take(this.#sender.send(this.#feed.run, action));
  }

  openMenu() {
    const line = errorLine();
    const dialog = openDialog(t("scene.menu"),
      h("div.stack",
        this.#leads && !this.#feed.run.paused && actionButton(t("scene.pause"), "button-wide", line, async () => {
          await this.#command("pause");
          dialog.close();
        }),
        h("a.button.button-wide", { href: "#/settings", onclick: () => dialog.close() }, t("nav.settings")),
        h("a.button.button-wide", { href: "#/tales", onclick: () => dialog.close() }, t("scene.leave")),
        this.#leads && actionButton(t("scene.abort"), "button-wide button-danger", line, async () => {
          dialog.close();
          if (await confirmDialog(t("scene.abortQuestion"), t("scene.abortText"), t("scene.abort"))) await this.#abort();
        }),
        h("button.button.button-primary.button-wide", { type: "button", onclick: () => dialog.close() }, t("scene.goOn")),
        line));
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

  async #take(answer) {
    this.#view.isSending = true;
    try {
      const run = await answer;
      this.#view.moveIsDone();
      if (run === null) return;
      this.#view.forgetDraft();
      this.#feed.accept(run);
    } catch (error) {
      this.#view.moveIsDone();
      if (error.error === "stale_scene" && error.body.run) this.#feed.accept(error.body.run);
      else if (error.status === 409) await this.#feed.refresh().catch(() => {});
      this.#view.complain(explain(error));
    }
  }

  /** Somebody may have come in since. */
  async #news() {
    await this.#faces.meet(this.#feed.run.party);
    const { run } = this.#feed;
    if (isOver(run)) return this.#app.router.replace(`/run/${run.id}/summary`);
    this.#view.draw(run);
  }

  /** Closing asks only while a move is unsent. */
  #guardClosing(isSending) {
    if (isSending) addEventListener("beforeunload", this.#onUnload);
    else removeEventListener("beforeunload", this.#onUnload);
    if (this.#app.telegram) this.#app.telegram.asksBeforeClosing = isSending;
  }
}
