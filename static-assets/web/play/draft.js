/** The words of an own move that are not sent yet, kept over reloads of this tab. */
export class Draft {
  #key;

  constructor(runID) {
    this.#key = `mimic.draft.${runID}`;
  }

  get text() {
    return sessionStorage.getItem(this.#key) ?? "";
  }

  set text(text) {
    if (text === "") sessionStorage.removeItem(this.#key);
    else sessionStorage.setItem(this.#key, text);
  }
}
