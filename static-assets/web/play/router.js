// Hash routes: the server serves one page, and a hash survives Telegram's web view, reloads and the back button.

import { h } from "../shared/dom.js";
import { SignedOutError } from "../shared/session.js";
import { t } from "../shared/strings.js";
import { errorPanel, loadingPanel } from "./panels.js";

/**
 * A screen is `async (app, parameters) -> { title, content, tab?, back?, bare?, leave? }`: `content` holds one
 * `h1[tabindex="-1"]`, which takes the focus; `leave` ends what the screen started. A route is
 * `{ path: "/run/:id", screen, open? }`; `open` ones need no session.
 */
export class Router {
  #app;
  #routes;
  #leave = null;
  #turn = 0;

  constructor(app, routes) {
    this.#app = app;
    this.#routes = routes.map((route) => ({ ...route, pattern: pattern(route.path) }));
  }

  start() {
    addEventListener("hashchange", () => this.show());
    this.show();
  }

  go(path) {
    if (location.hash === `#${path}` || (path === "/" && location.hash === "")) this.show();
    else location.hash = path;
  }

  /** Goes on without leaving this address in the history. */
  replace(path) {
    history.replaceState(null, "", `#${path}`);
    return this.show();
  }

  /** Draws the screen of the address. A screen that is overtaken by another while it loads is dropped. */
  async show() {
    const turn = ++this.#turn;
    const isCurrent = () => turn === this.#turn;
    const { route, parameters } = this.#find();
    this.#leave?.();
    this.#leave = null;
    const slow = setTimeout(() => isCurrent() && this.#app.shell.show({ title: t("loading"), content: loadingPanel() }), 250);
    try {
      const screen = await route.screen(this.#app, parameters);
      if (!isCurrent()) return screen?.leave?.();
      if (!screen) return;
      this.#leave = screen.leave ?? null;
      this.#app.shell.show(screen);
      scrollTo(0, 0);
      screen.content.querySelector?.("h1[tabindex]")?.focus({ preventScroll: true });
    } catch (error) {
      if (!isCurrent() || error instanceof SignedOutError) return;
      this.#showError(error, isCurrent);
    } finally {
      clearTimeout(slow);
    }
  }

  #showError(error, isCurrent) {
    const again = () => isCurrent() && this.show();
    if (this.#app.connection.isLost) this.#app.connection.restored().then(again);
    this.#app.shell.show({ title: t("error.title"), content: errorPanel(error, again), tab: null });
  }

  #find() {
    const path = location.hash.replace(/^#/, "").split("?")[0] || "/";
    const query = Object.fromEntries(new URLSearchParams(location.hash.split("?")[1] ?? ""));
    for (const route of this.#routes) {
      const match = route.pattern.exec(path);
      if (!match) continue;
      if (!route.open && !this.#app.session.isKept) break;
      return { route, parameters: { ...query, ...decoded(match.groups) } };
    }
    return { route: this.#routes[0], parameters: {} };
  }
}

const pattern = (path) => new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`);

const decoded = (groups = {}) => Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodedPart(value)]));

/** A link that was cut leads somewhere, too: to an id that nothing has. */
const decodedPart = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The title of a screen: it takes the focus when the screen appears. */
export const heading = (text, ...more) => h("h1", { tabindex: "-1" }, text, ...more);
