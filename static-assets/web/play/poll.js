// Asks again and again, kindly: only while the page is visible, slower after errors, at once when the page or the
// connection comes back.

const shortest = 3000;
const longest = 30000;

export class Poll {
  #connection;
  #ask;
  #timer = null;
  #pause = shortest;
  #running = false;
  #onVisible = () => this.#running && document.visibilityState === "visible" && this.now();
  #onConnection = () => this.#running && !this.#connection.isLost && this.now();

  /** `ask` gets the news and shows it; when it throws, the next question waits longer. */
  constructor(connection, ask) {
    this.#connection = connection;
    this.#ask = ask;
  }

  start() {
    if (this.#running) return;
    this.#running = true;
    document.addEventListener("visibilitychange", this.#onVisible);
    this.#connection.addEventListener("change", this.#onConnection);
    this.#later();
  }

  stop() {
    this.#running = false;
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#onVisible);
    this.#connection.removeEventListener("change", this.#onConnection);
  }

  /** Asks without waiting for the pause to end. */
  async now() {
    clearTimeout(this.#timer);
    try {
      await this.#ask();
      this.#pause = shortest;
    } catch {
      this.#pause = Math.min(this.#pause * 2, longest);
    }
    if (this.#running) this.#later();
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (document.visibilityState === "visible" && !this.#connection.isLost) this.now();
    }, this.#pause);
  }
}
