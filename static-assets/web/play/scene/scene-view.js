import { h, ornament, replace } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { paragraphs } from "../../shared/markdown.js";
import { roman } from "../../shared/roman.js";
import { t, tOr } from "../../shared/strings.js";
import { Draft } from "../draft.js";
import { actionButton, errorLine } from "../panels.js";
import { heading } from "../router.js";
import { choiceList } from "./choices.js";
import { members } from "./members.js";
import { outcome } from "./outcome.js";
import { ownMove } from "./own-move.js";
import { plate } from "./plate.js";

/** The page of a scene. A new scene is a new page; everything else changes in place. */
export class SceneView {
  #app;
  #mine;
  #faces;
  #act;
  #resume;
  #draft;
  #shownScene = null;
  #shownTurn = null;
  #strip = h("div.strip");
  #page = h("div.spread");
  #moves = h("section.moves", { "aria-label": t("scene.moves") });
  #said = h("p.said", { role: "status" });
  #line = errorLine();
  #actor;
  canResume = true;
  awaitsLeader = false;

  constructor(app, { run, mine, faces, act, resume }) {
    this.#app = app;
    this.#mine = mine;
    this.#faces = faces;
    this.#act = act;
    this.#resume = resume;
    this.#draft = new Draft(run.id);
    this.#actor = mine[0] ?? null;
    this.node = h("article.scene", this.#strip, this.#page);
  }

  /** Shows `run`; `isFirst` is the first time on this page, when nothing has just happened. */
  draw(run, { isFirst = false } = {}) {
    const isNewScene = run.currentSceneId !== this.#shownScene;
    const isNewTurn = run.turn !== this.#shownTurn;
    this.#shownScene = run.currentSceneId;
    this.#shownTurn = run.turn;
    this.node.dataset.turn = run.turn;
    replace(this.#strip, members(run.party, this.#faces));
    if (isNewScene || isNewTurn) this.#turnThePage(run, isFirst);
    this.#drawMoves(run);
  }

  set isSending(isSending) {
    this.#moves.setAttribute("aria-busy", String(isSending));
    this.#moves.classList.toggle("is-sending", isSending);
    // What went wrong stays readable until the next try.
    if (isSending) this.#line.show("");
  }

  /** The words of an own move have done their work: a move was taken. */
  forgetDraft() {
    this.#draft.text = "";
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
    const title = heading(payload.title);
    const kind = tOr(`sceneType.${scene.sceneType}`, "");
    replace(this.#page,
      came && h("section.came", { "aria-label": t("outcome.label") }, came.node, ornament("fleuron")),
      h("header.folio",
        this.#app.preferences.get("pictures") && plate(payload.media?.sceneArt),
        h("div.story-head", h("p.numeral", { "aria-hidden": "true" }, roman(scene.sceneOrder)), kind && h("p.kicker", kind), title)),
      h("div.story",
        h("div.prose", payload.scene.textSegments.flatMap((segment) => paragraphs(segment.md))),
        this.#moves));
    if (isFirst) return;
    document.title = `${payload.title} · Mimic`;
    scrollTo({ top: 0 });
    title.focus({ preventScroll: true });
    if (came) this.#app.announce(came.spoken);
  }

  #drawMoves(run) {
    const state = JSON.stringify([run.currentSceneId, run.turn, run.paused]);
    if (this.#moves.dataset.state === state) return;
    this.#moves.dataset.state = state;
    this.isSending = false;
    if (run.paused) return replace(this.#moves, this.#pausedPanel());
    const payload = run.currentScene.generatedPayload;
    const own = ownMove(payload.freeform, this.#draft, (text) => this.#do({ actionType: "freeform", payload: { text } }));
    replace(this.#moves,
      ornament(),
      this.awaitsLeader && h("p.soft.small.awaits", t("scene.awaitsLeader")),
      this.#actorPicker(run),
      choiceList(payload.scene.choices, () => this.#actor, run.profile === "cinematic" ? 6 : 4, (choice) => this.#do({ actionType: "choose", payload: { choiceId: choice.id } })),
      own,
      this.#said,
      this.#line);
  }

  #do(action) {
    if (this.#moves.classList.contains("is-sending")) return;
    this.#act(this.#mine.length > 1 ? { ...action, characterId: this.#actor.id } : action);
  }

  /** Only for whoever plays several characters in this run. */
  #actorPicker(run) {
    if (this.#mine.length < 2) return null;
    const choose = (character) => {
      this.#actor = character;
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
      h("p.soft", t("scene.pausedText")),
      this.canResume && actionButton(t("scene.resume"), "button-primary", this.#line, this.#resume),
      this.#line);
  }
}
