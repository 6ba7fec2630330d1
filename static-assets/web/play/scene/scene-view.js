import { h, ornament, replace } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { paragraphs } from "../../shared/markdown.js";
import { roman } from "../../shared/roman.js";
import { t, tOr } from "../../shared/strings.js";
import { Draft } from "../draft.js";
import { actionButton, errorLine } from "../panels.js";
import { pictureArrived } from "../parts/picture.js";
import { heading } from "../router.js";
import { choiceList } from "./choices.js";
import { fightPanel, opening } from "./fight.js";
import { listenButton } from "./listen.js";
import { members } from "./members.js";
import { outcome } from "./outcome.js";
import { ownMove } from "./own-move.js";
import { cast, plate } from "./plate.js";
import { tieBlock, votePanel } from "./vote.js";

/** A character with what its things add to checks in this story. */
const inStory = (character, run) => ({ ...character, bonuses: run.party.find((member) => member.characterId === character.id)?.bonuses });

/** How far under the DC a partial success reaches in `run`. */
const margin = (run) => (run.profile === "cinematic" ? 6 : 4);

/** The page of a scene. A new scene is a new page; everything else changes in place. */
export class SceneView {
  #app;
  #mine;
  #faces;
  #act;
  #resume;
  #presence;
  #typing;
  #draft;
  #shownScene = null;
  #shownTurn = null;
  #strip = h("div.strip");
  #news = h("div.news");
  #vote = h("div.vote-place");
  #page = h("div.spread");
  #moves = h("section.moves", { "aria-label": t("scene.moves") });
  #said = h("p.said", { role: "status" });
  #line = errorLine();
  #actor;
  canResume = true;
  awaitsLeader = false;
  /** What happened while the player was away, and how a tie was parted: for the next page that is turned. */
  away = null;
  #tie = null;

  /** `tools`: what stands below the members; `typing` hears that an own move is being written. */
  constructor(app, { run, mine, faces, presence, tools, typing, act, resume }) {
    this.#app = app;
    this.#mine = mine;
    this.#faces = faces;
    this.#act = act;
    this.#resume = resume;
    this.#presence = presence;
    this.#typing = typing;
    this.#draft = new Draft(run.id);
    this.#actor = mine[0] ?? null;
    this.node = h("article.scene", this.#strip, tools, this.#page);
  }

  /** Shows `run`; `isFirst` is the first time on this page, when nothing has just happened. */
  draw(run, { isFirst = false } = {}) {
    const isNewScene = run.currentSceneId !== this.#shownScene;
    const isNewTurn = run.turn !== this.#shownTurn;
    this.#shownScene = run.currentSceneId;
    this.#shownTurn = run.turn;
    this.node.dataset.turn = run.turn;
    this.drawMembers(run);
    if (isNewScene || isNewTurn) this.#turnThePage(run, isFirst);
    this.#drawMoves(run);
  }

  drawMembers(run) {
    const scrolled = this.#strip.firstElementChild?.scrollLeft ?? 0;
    replace(this.#strip, members(run.party, this.#faces, this.#presence));
    this.#strip.firstElementChild.scrollLeft = scrolled;
  }

  set isSending(isSending) {
    this.#moves.setAttribute("aria-busy", String(isSending));
    this.#moves.classList.toggle("is-sending", isSending);
    // What went wrong stays readable until the next try.
    if (isSending) this.#line.show("");
  }

  /** The words of an own move have done their work; what was written since has not. */
  forgetDraft(words) {
    if (this.#draft.text.trim() === words.trim()) this.#draft.text = "";
  }

  /** The answer has come, or there is nothing to wait for. */
  moveIsDone() {
    this.isSending = false;
    this.say("");
    this.#moves.querySelectorAll(".is-chosen").forEach((node) => node.classList.remove("is-chosen"));
  }

  say(text) {
    this.#said.textContent = text;
  }

  complain(text) {
    this.#line.show(text);
  }

  #turnThePage(run, isFirst) {
    const scene = run.currentScene;
    const payload = scene.generatedPayload;
    const came = run.lastOutcome ? outcome(run.lastOutcome, run.party, { isStill: isFirst || this.#app.preferences.isStill }) : null;
    // In a fight only its beginning tells the scene; each turn after it tells what happened.
    const isMidFight = payload.fight && run.lastOutcome?.log;
    const title = heading(payload.title);
    const kind = tOr(`sceneType.${scene.sceneType}`, "");
    replace(this.#news,
      this.away,
      this.#tie,
      came && h("section.came", { "aria-label": t("outcome.label") }, came.node, ornament("fleuron")));
    this.#tie = null;
    replace(this.#page,
      this.#news,
      h("header.folio",
        this.#app.preferences.get("pictures") && plate(payload.media?.sceneArt, scene.sceneId),
        h("div.story-head", h("p.numeral", { "aria-hidden": "true" }, roman(scene.sceneOrder)), kind && h("p.kicker", kind), title, !isMidFight && listenButton(this.#app.api, run, this.#line)),
        this.#app.preferences.get("pictures") && cast(payload.media?.portraits)),
      h("div.story",
        !isMidFight && h("div.prose", payload.scene.textSegments.flatMap((segment) => paragraphs(segment.md))),
        payload.fight && !isMidFight && opening(payload.combat.roundSummary),
        this.#moves));
    if (isFirst) return;
    document.title = `${payload.title} · Mimic`;
    // Who is talking goes on talking.
    if (!document.activeElement?.closest(".chat")) {
      scrollTo({ top: 0 });
      title.focus({ preventScroll: true });
    }
    if (came) this.#app.announce(came.spoken);
  }

  /** A picture that was asked for is there. */
  showPicture(done) {
    pictureArrived(this.#page, done);
  }

  /** How dice have ended a vote: on the page to come, or on this one when it has been turned already. */
  showTie(finished, isTurned) {
    const node = tieBlock(finished, this.#app.preferences.isStill);
    if (isTurned) this.#news.prepend(node);
    else this.#tie = node;
  }

  /** The count changes while somebody reads or writes: focus and words stay where they are. */
  #drawVote(run) {
    const state = JSON.stringify([run.vote, run.party.map((member) => member.name)]);
    if (!run.vote || this.#vote.dataset.state === state) return;
    this.#vote.dataset.state = state;
    const focused = this.#vote.contains(document.activeElement) ? document.activeElement.dataset.vote : null;
    const { scene } = run.currentScene.generatedPayload;
    replace(this.#vote, votePanel(run, {
      choices: scene.choices, actor: () => this.#actor && inStory(this.#actor, run), margin: margin(run),
      cast: (optionId) => this.#send({ actionType: "vote", payload: { voteId: run.vote.id, optionId } }),
      extend: () => this.#send({ actionType: "extend" }),
    }));
    if (focused) this.#vote.querySelector(`[data-vote="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  #drawMoves(run) {
    this.#drawVote(run);
    const state = JSON.stringify([run.currentSceneId, run.turn, run.paused, run.turnDeadline, run.vote?.id, this.canResume, this.awaitsLeader]);
    if (this.#moves.dataset.state === state) return;
    this.#moves.dataset.state = state;
    this.isSending = false;
    if (run.paused) return replace(this.#moves, this.#pausedPanel());
    const payload = run.currentScene.generatedPayload;
    if (payload.fight) {
      const panel = fightPanel(run, this.#mine.map((character) => inStory(character, run)), (action) => this.#send(action));
      return replace(this.#moves, ornament(), panel, this.#said, this.#line);
    }
    const own = ownMove(payload.freeform, this.#draft, this.#typing, (text) => this.#do({ actionType: "freeform", payload: { text } }));
    replace(this.#moves,
      ornament(),
      this.awaitsLeader && h("p.soft.small.awaits", t("scene.awaitsLeader")),
      this.#actorPicker(run),
      run.vote ? this.#vote : choiceList(payload.scene.choices, () => this.#actor && inStory(this.#actor, run), margin(run), (choice) => this.#do({ actionType: "choose", payload: { choiceId: choice.id } })),
      own,
      this.#said,
      this.#line);
  }

  #do(action) {
    this.#send(this.#mine.length > 1 ? { ...action, characterId: this.#actor.id } : action);
  }

  #send(action) {
    if (!this.#moves.classList.contains("is-sending")) this.#act(action);
  }

  /** Only for whoever plays several characters in this run. */
  #actorPicker(run) {
    if (this.#mine.length < 2) return null;
    const choose = (character) => {
      this.#actor = character;
      this.#vote.dataset.state = "";
      this.#moves.dataset.state = "";
      this.#drawMoves(run);
    };
    return h("fieldset.setting",
      h("legend.field-label", t("scene.whoActs")),
      h("div.segments", this.#mine.map((character) => h("label.segment",
        h("input", { type: "radio", name: "actor", checked: character === this.#actor, onchange: () => choose(character) }),
        h("span", character.name)))));
  }

  #pausedPanel() {
    return h("div.panel.panel-paused",
      ornament("fleuron"),
      h("h2", icon("pause"), t("scene.pausedTitle")),
      h("p.soft", t(this.canResume ? "scene.pausedText" : "scene.pausedLeader")),
      this.canResume && actionButton(t("scene.resume"), "button-primary", this.#line, this.#resume),
      this.#line);
  }
}
