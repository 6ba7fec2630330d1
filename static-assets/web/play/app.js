// The start of the page: makes the parts, signs in whoever can be signed in without a tap, and hands over to the router.

import { API } from "../shared/api.js";
import { Connection } from "../shared/connection.js";
import { Preferences } from "../shared/preferences.js";
import { Session } from "../shared/session.js";
import { preferredLanguage, useLanguage } from "../shared/strings.js";
import { openTelegram } from "../shared/telegram.js";
import { wearTelegram } from "../shared/theme.js";
import { HostLink } from "./host-link.js";
import { Invitation } from "./invitation.js";
import { Router } from "./router.js";
import { routes } from "./routes.js";
import { Shell } from "./shell.js";

/** What every screen is given. */
class App {
  telegram = openTelegram();
  preferences = new Preferences();
  session = new Session();
  connection = new Connection();
  api = new API(this.session, this.connection);
  invitation = new Invitation(this.telegram?.startParam);
  hostLink = new HostLink();
  #config = null;

  async start() {
    if (this.telegram) this.#wearTelegram();
    await this.useLanguage();
    this.shell = new Shell(this);
    this.router = new Router(this, routes);
    this.session.addEventListener("end", () => this.router.go("/"));
    await this.#enterThroughTelegram();
    this.router.start();
  }

  /** The page in the player's language; the router draws the screen anew. */
  async useLanguage() {
    const wish = this.preferences.get("language");
    await useLanguage(preferredLanguage(wish, this.telegram?.languageCode, navigator.languages));
  }

  /** What this server offers. Asked once. */
  async config() {
    this.#config ??= this.api.get("/v1/config").catch((error) => {
      this.#config = null;
      throw error;
    });
    return this.#config;
  }

  /** The player, the characters and the unfinished runs, fresh; another device's settings are taken over. */
  async me() {
    const me = await this.api.get("/v1/me");
    const before = this.preferences.get("language");
    this.preferences.adopt(me.player.settings ?? {});
    if (this.preferences.get("language") !== before) {
      await this.useLanguage();
      this.shell.draw();
    }
    return me;
  }

  /** Speaks to screen readers without moving the focus. */
  announce(text) {
    this.shell.announce(text);
  }

  go(path) {
    this.router.go(path);
  }

  async #enterThroughTelegram() {
    if (!this.telegram || (this.session.isKept && !this.telegram.isFresh)) return;
    try {
      await this.session.enterWithTelegram(this.telegram.initData);
    } catch {
      // The entry screen offers what else there is.
    }
  }

  #wearTelegram() {
    const wear = () => {
      this.preferences.hostScheme = wearTelegram(this.telegram.colours);
      this.preferences.apply();
    };
    this.telegram.addEventListener("theme", wear);
    wear();
  }
}

new App().start();
