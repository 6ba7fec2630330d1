// Whether the server can be reached. Every request reports here; while the server is away this module alone
// knocks, with backoff, and whoever waits is woken when it answers.

const firstPause = 1000;
const longestPause = 15000;

export class Connection extends EventTarget {
  #lost = false;
  #waiting = [];
  #timer = null;
  #pause = firstPause;

  constructor() {
    super();
    addEventListener("offline", () => this.lose());
    addEventListener("online", () => this.knock());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.knock());
  }

  get isLost() {
    return this.#lost;
  }

  /** A request got no answer. */
  lose() {
    if (this.#lost) return;
    this.#lost = true;
    this.#pause = firstPause;
    this.#later();
    this.dispatchEvent(new Event("change"));
  }

  /** A request was answered. */
  found() {
    if (!this.#lost) return;
    this.#lost = false;
    clearTimeout(this.#timer);
    for (const wake of this.#waiting.splice(0)) wake();
    this.dispatchEvent(new Event("change"));
  }

  /** Resolves at once while the server is there, else when it is back. */
  restored() {
    return this.#lost ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }

  /** Asks now instead of at the end of the pause. */
  async knock() {
    if (!this.#lost) return;
    clearTimeout(this.#timer);
    try {
      const answer = await fetch("/health", { cache: "no-store" });
      if (answer.ok) return this.found();
    } catch {
      // Still away: the next knock comes later.
    }
    this.#later();
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.knock(), this.#pause * (0.8 + Math.random() * 0.4));
    this.#pause = Math.min(this.#pause * 2, longestPause);
  }
}
