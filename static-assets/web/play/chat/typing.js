const quiet = 4000;

/** Tells that somebody writes, and that it is over when nothing was typed for a while. The server tells others at most once a second. */
export class Typing {
  #tell;
  #isOn = false;
  #timer = null;

  /** `tell(isOn)`. */
  constructor(tell) {
    this.#tell = tell;
  }

  touch() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.stop(), quiet);
    this.#set(true);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#set(false);
  }

  #set(isOn) {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    this.#tell(isOn);
  }
}
