// The talk of the table, beside the page: out of the way until it is opened, and then the page stays usable.

import { h, replace, whisper } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { language, t } from "../../shared/strings.js";
import { Draft } from "../draft.js";
import { explain } from "../panels.js";
import { Typing } from "./typing.js";

const modes = ["ic", "ooc", "whisper"];
const limit = 2000;

export class ChatDrawer {
  #app;
  #chat;
  #others;
  #nameOf;
  #draft;
  #typing;
  #mode = "ic";
  #lines = h("div.chat-lines", { role: "log", "aria-live": "polite", "aria-label": t("chat.lines"), tabindex: "0" });
  #shown = new Map();
  #empty = h("p.soft.small.chat-empty", t("chat.empty"));
  #earlier = h("button.button.button-quiet.button-wide", { type: "button", hidden: true, onclick: () => this.#readEarlier() }, t("chat.earlier"));
  #text;
  #to = h("select.input", { id: "chat-to" });
  #toField;
  #count = h("span.badge", { hidden: true });
  #onKey = (event) => event.key === "Escape" && this.isOpen && !document.querySelector("dialog[open]") && this.close();

  /**
   * `others()` are those who can be whispered to, `{playerId, name}`; `nameOf(playerID)` is who speaks.
   * `key` is under which unsent words are kept.
   */
  constructor(app, chat, { key, others, nameOf }) {
    this.#app = app;
    this.#chat = chat;
    this.#others = others;
    this.#nameOf = nameOf;
    this.#draft = new Draft(`chat.${key}`);
    this.#typing = new Typing((isOn) => chat.showTyping(isOn));
    this.#text = h("textarea.input", { id: "chat-text", rows: 2, maxlength: limit, value: this.#draft.text, placeholder: t("chat.hint"), "aria-label": t("chat.text"), enterkeyhint: "send" });
    this.#toField = h("div.field", { hidden: true }, h("label.field-label", { for: "chat-to" }, t("chat.to")), this.#to);
    this.button = h("button.button.chat-open", { type: "button", "aria-expanded": "false", "aria-controls": "chat", onclick: () => (this.isOpen ? this.close() : this.open()) },
      icon("talk"), h("span", t("chat.title")), this.#count);
    this.node = h("aside.chat", { id: "chat", "aria-labelledby": "chat-title", hidden: true },
      h("header.chat-head",
        h("h2", { id: "chat-title" }, t("chat.title")),
        h("button.button.button-round", { type: "button", "aria-label": t("chat.close"), onclick: () => this.close() }, icon("cross"))),
      h("div.chat-body", this.#earlier, this.#empty, this.#lines),
      this.#form());
    chat.addEventListener("change", () => this.#draw());
    chat.addEventListener("said", ({ detail }) => !this.isOpen && app.announce(this.#spoken(detail)));
    addEventListener("keydown", this.#onKey);
    this.#draw();
  }

  get isOpen() {
    return !this.node.hidden;
  }

  open() {
    this.#setOpen(true);
    this.#draw();
    this.#lines.parentElement.scrollTop = this.#lines.parentElement.scrollHeight;
    this.#text.focus({ preventScroll: true });
  }

  close() {
    const hadFocus = this.node.contains(document.activeElement);
    this.#setOpen(false);
    if (hadFocus) this.button.focus({ preventScroll: true });
  }

  leave() {
    this.#typing.stop();
    removeEventListener("keydown", this.#onKey);
    document.body.classList.remove("has-chat");
  }

  #setOpen(isOpen) {
    this.node.hidden = !isOpen;
    document.body.classList.toggle("has-chat", isOpen);
    this.button.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) this.#typing.stop();
  }

  #form() {
    const form = h("form.chat-form", { novalidate: true },
      h("fieldset", h("legend.visually-hidden", t("chat.how")),
        h("div.segments", modes.map((mode) => h("label.segment",
          h("input", { type: "radio", name: "chat-mode", value: mode, checked: mode === this.#mode, onchange: () => this.#speakAs(mode) }),
          h("span", t(`chat.mode.${mode}`)))))),
      this.#toField,
      h("div.chat-send", this.#text, h("button.button.button-primary", { type: "submit", "aria-label": t("chat.send") }, icon("next"))));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#text.addEventListener("input", () => {
      this.#draft.text = this.#text.value;
      if (this.#text.value.trim() === "") this.#typing.stop();
      else this.#typing.touch();
    });
    this.#text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    return form;
  }

  #speakAs(mode) {
    this.#mode = mode;
    const isWhisper = mode === "whisper";
    const chosen = this.#to.value;
    if (isWhisper) replace(this.#to, this.#others().map(({ playerId, name }) => h("option", { value: playerId, selected: String(playerId) === chosen }, name)));
    this.#toField.hidden = !isWhisper;
  }

  #send() {
    const text = this.#text.value.trim();
    if (text === "" || (this.#mode === "whisper" && this.#to.value === "")) return this.#text.focus();
    this.#text.value = this.#draft.text = "";
    this.#typing.stop();
    this.#chat.say({ text, mode: this.#mode, ...(this.#mode === "whisper" && { to: Number(this.#to.value) }) });
  }

  async #readEarlier() {
    const body = this.#lines.parentElement;
    const below = body.scrollHeight - body.scrollTop;
    // What was is not news: a screen reader is not told of it.
    this.#lines.setAttribute("aria-live", "off");
    await this.#chat.earlier().catch(() => {});
    body.scrollTop = body.scrollHeight - below;
    requestAnimationFrame(() => this.#lines.setAttribute("aria-live", "polite"));
  }

  #draw() {
    if (this.isOpen && document.visibilityState === "visible") this.#chat.markRead();
    this.#drawCount();
    const { lines } = this.#chat;
    this.#empty.hidden = lines.length > 0;
    this.#earlier.hidden = !this.#chat.hasEarlier;
    const body = this.#lines.parentElement;
    const isAtEnd = !body || body.scrollHeight - body.scrollTop - body.clientHeight < 60;
    this.#place(lines);
    if (isAtEnd && body) body.scrollTop = body.scrollHeight;
  }

  /** Lines that stand already stay: what is drawn anew, a screen reader reads anew. */
  #place(lines) {
    const before = this.#shown;
    this.#shown = new Map();
    lines.forEach((line, index) => {
      const known = before.get(line.id);
      const node = known?.state === line.state ? known.node : this.#line(line);
      if (known && known.node !== node) known.node.replaceWith(node);
      if (this.#lines.children[index] !== node) this.#lines.insertBefore(node, this.#lines.children[index] ?? null);
      before.delete(line.id);
      this.#shown.set(line.id, { node, state: line.state });
    });
    for (const { node } of before.values()) node.remove();
  }

  #line(line) {
    const name = this.#nameOf(line.playerID);
    const node = h(`div.chat-line.chat-${line.mode}`,
      h("p.chat-who",
        h("span.chat-name", line.isMine ? t("chat.me", { name }) : name),
        line.mode !== "ic" && h("span", this.#manner(line)),
        line.at && h("time", { datetime: line.at }, time(line.at)),
        line.state === "sending" && h("span", t("chat.sending"))),
      h("p.chat-text", line.text),
      line.state === "failed" && h("p.field-error", explainRefusal(line.error)));
    node.classList.toggle("is-mine", line.isMine);
    return node;
  }

  #manner(line) {
    if (line.mode === "ooc") return t("chat.said.ooc");
    return line.isMine ? t("chat.whisperTo", { name: this.#nameOf(line.to) }) : t("chat.whisperToMe");
  }

  #spoken(line) {
    const manner = line.mode === "ic" ? "" : `, ${this.#manner(line)}`;
    return `${this.#nameOf(line.playerID)}${manner}: ${line.text}`;
  }

  #drawCount() {
    const { unread } = this.#chat;
    this.#count.hidden = unread === 0;
    replace(this.#count, String(Math.min(unread, 99)), whisper(` ${t("chat.unread", { count: unread })}`));
  }
}

const time = (at) => new Date(at).toLocaleTimeString(language(), { hour: "2-digit", minute: "2-digit" });

const explainRefusal = ({ code, message }) => explain({ error: code, status: 400, body: {}, message });
