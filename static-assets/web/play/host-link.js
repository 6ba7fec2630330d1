const key = "mimic.hostLink";
const fragment = /^#host=([\w-]+)$/;

/**
 * The token of the link that `mimic admin invite` prints, `/play#host=TOKEN`: it makes whoever has it the host. It is taken
 * out of the address and the history, also when the link is opened in a page that is there already, and is kept for
 * this tab until it is used.
 */
export class HostLink {
  constructor() {
    this.#take();
    // Before the router hears of it: it was made later.
    addEventListener("hashchange", () => this.#take());
  }

  get token() {
    return sessionStorage.getItem(key);
  }

  forget() {
    sessionStorage.removeItem(key);
  }

  #take() {
    const token = fragment.exec(location.hash)?.[1];
    if (!token) return;
    sessionStorage.setItem(key, token);
    history.replaceState(null, "", "#/host");
  }
}
