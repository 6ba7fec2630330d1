// Who is signed in. The access token lives in memory only; the refresh token and a guest's key are kept in
// localStorage, where all tabs of this browser share them.

import { withTabLock } from "./tab-lock.js";

const refreshKey = "mimic.refreshToken";
const guestKey = "mimic.guestKey";
const guestName = "mimic.guestName";
const guestIsIn = "mimic.guestIsIn";

/** The session is over: the player has to come in again. */
export class SignedOutError extends Error {}

/** Fires "end" when the session is over, in this tab or another. `send` is set by the API client. */
export class Session extends EventTarget {
  send = null;
  #accessToken = null;
  #refreshing = null;

  constructor() {
    super();
    addEventListener("storage", (event) => {
      if (event.key === refreshKey && event.newValue === null) this.#end();
    });
  }

  get isKept() {
    return localStorage.getItem(refreshKey) !== null;
  }

  /** The guest that this browser remembers, or null. */
  get guest() {
    const key = localStorage.getItem(guestKey);
    return key === null ? null : { key, name: localStorage.getItem(guestName) ?? "" };
  }

  /** That guest, if it is who is signed in. */
  get currentGuest() {
    return localStorage.getItem(guestIsIn) === null ? null : this.guest;
  }

  /** The access token; made from the refresh token when a tab has none yet. Null for a stranger. */
  async token() {
    if (this.#accessToken === null && this.isKept) return this.refresh(null);
    return this.#accessToken;
  }

  async enterWithTelegram(initData) {
    return this.#enter(await this.send("/v1/auth/telegram", { initData }));
  }

  async enterWithPassword(login, password) {
    return this.#enter(await this.send("/v1/auth/password", { login, password }));
  }

  async acceptHostInvitation(inviteToken, login, password) {
    return this.#enter(await this.send("/v1/auth/invite/accept", { inviteToken, login, password }));
  }

  async enterAsGuest(displayName, inviteCode) {
    const answer = await this.send("/v1/auth/guest", inviteCode ? { displayName, inviteCode } : { displayName });
    return this.#enterAsGuest(answer, displayName);
  }

  async resumeGuest(key) {
    const answer = await this.send("/v1/auth/guest/resume", { guestKey: key });
    return this.#enterAsGuest({ guestKey: key, ...answer }, answer.user.first_name ?? "");
  }

  /**
   * A new access token in place of `stale`. One refresh at a time in this tab, and one among all tabs: refresh
   * tokens rotate, so the second tab must use what the first one got.
   */
  refresh(stale) {
    if (this.#accessToken !== null && this.#accessToken !== stale) return Promise.resolve(this.#accessToken);
    this.#refreshing ??= withTabLock("mimic.refresh", () => this.#rotate()).finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #rotate() {
    const refreshToken = localStorage.getItem(refreshKey);
    if (refreshToken === null) throw this.#ended();
    try {
      this.#begin(await this.send("/v1/auth/refresh", { refreshToken }));
      return this.#accessToken;
    } catch (error) {
      if (error.status >= 400 && error.status < 500 && error.status !== 429) throw this.#ended();
      throw error;
    }
  }

  /** Forgets this browser's session; the guest's key stays, so that the same guest can come back. */
  async signOut({ everywhere = false, api }) {
    await api.post(everywhere ? "/v1/auth/logout-all" : "/v1/auth/logout");
    this.#ended();
  }

  #enter(answer) {
    localStorage.removeItem(guestIsIn);
    return this.#begin(answer);
  }

  #enterAsGuest(answer, name) {
    localStorage.setItem(guestKey, answer.guestKey);
    if (name) localStorage.setItem(guestName, name);
    localStorage.setItem(guestIsIn, "true");
    return this.#begin(answer);
  }

  #begin(answer) {
    this.#accessToken = answer.accessToken;
    if (answer.refreshToken) localStorage.setItem(refreshKey, answer.refreshToken);
    return answer;
  }

  #ended() {
    localStorage.removeItem(refreshKey);
    this.#end();
    return new SignedOutError("signed out");
  }

  #end() {
    this.#accessToken = null;
    this.dispatchEvent(new Event("end"));
  }
}
