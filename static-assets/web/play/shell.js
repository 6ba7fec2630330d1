// What stays while screens change: skip link, navigation, connection banner, live region.

import { h, replace } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t } from "../shared/strings.js";
import { wearPalette } from "../shared/theme.js";

const tabs = [
  { id: "tales", path: "/tales", icon: "book" },
  { id: "characters", path: "/characters", icon: "person" },
  { id: "parties", path: "/parties", icon: "people" },
  { id: "settings", path: "/settings", icon: "gear" },
];

export class Shell {
  #app;
  #main = h("main", { id: "main" });
  #top = h("div.top");
  #header = h("header.shell-head");
  #nav = h("nav.tabs");
  #banner = h("div.banner", { role: "status" });
  #live = h("div.visually-hidden", { "aria-live": "polite", "aria-atomic": "true" });
  #screen = null;

  constructor(app) {
    this.#app = app;
    replace(document.getElementById("app"), this.#header, this.#main, this.#nav);
    replace(this.#header, this.#skipLink(), this.#top, this.#banner, this.#live);
    app.connection.addEventListener("change", () => this.#drawBanner());
    app.telegram?.addEventListener("back", () => this.#screen?.back && app.go(this.#screen.back));
    app.preferences.addEventListener("change", () => this.#tint());
    this.#tint();
  }

  /** Puts a screen on the page (router.js says what a screen is). */
  show(screen) {
    this.#screen = screen;
    document.title = screen.title === "Mimic" ? "Mimic" : `${screen.title} · Mimic`;
    document.body.className = screen.look ?? "";
    wearPalette(screen.palette);
    this.draw();
    replace(this.#main, screen.content);
    if (this.#app.telegram) this.#app.telegram.backButton = Boolean(screen.back);
  }

  /** The parts around the screen, in the current language. */
  draw() {
    const screen = this.#screen ?? {};
    this.#nav.setAttribute("aria-label", t("nav.label"));
    this.#nav.hidden = !screen.tab;
    replace(this.#nav, tabs.map((tab) => this.#tab(tab, screen.tab)));
    this.#top.hidden = !screen.back && !screen.actions;
    replace(this.#top,
      screen.back && h("a.button.button-round", { href: `#${screen.back}`, "aria-label": t("nav.back") }, icon("back")),
      h("p.running-head", screen.running ?? ""),
      screen.actions);
    this.#drawBanner();
  }

  announce(text) {
    this.#live.textContent = "";
    // Two equal announcements in a row are two announcements: the region has to change in between.
    requestAnimationFrame(() => {
      this.#live.textContent = text;
    });
  }

  #tab(tab, current) {
    return h("a.tab", { href: `#${tab.path}`, "aria-current": tab.id === current ? "page" : null },
      icon(tab.icon), h("span", t(`nav.${tab.id}`)));
  }

  #skipLink() {
    const skip = h("a.skip", { href: "#main" }, t("nav.skip"));
    skip.addEventListener("click", (event) => {
      event.preventDefault();
      (this.#main.querySelector("h1[tabindex]") ?? this.#main).focus();
    });
    return skip;
  }

  #drawBanner() {
    const { connection } = this.#app;
    this.#banner.classList.toggle("is-shown", connection.isLost);
    replace(this.#banner, connection.isLost && [
      h("p", t("connection.lost")),
      h("button.button", { type: "button", onclick: () => connection.knock() }, t("connection.now")),
    ]);
  }

  #tint() {
    wearPalette(this.#screen?.palette);
    const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
    document.querySelector('meta[name="theme-color"]').content = paper;
  }
}
