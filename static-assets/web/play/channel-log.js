/** The stored events of a channel that this page knows, in the order of `seq`, each once. Fires "change". */
export class ChannelLog extends EventTarget {
  #api;
  #path;
  #events = new Map();
  #before = null;

  /** `path`: of the history over HTTP. */
  constructor(api, path, channel) {
    super();
    this.#api = api;
    this.#path = path;
    channel.addEventListener("message", ({ detail }) => detail.seq !== null && this.#take([detail]));
    // What was missed is asked for like the first page.
    channel.addEventListener("gap", () => this.load().catch(() => {}));
  }

  get events() {
    return [...this.#events.values()].sort((a, b) => a.seq - b.seq);
  }

  get hasEarlier() {
    return this.#before !== null;
  }

  /** The newest page. */
  load() {
    return this.#read("?limit=100");
  }

  /** The page before what is known. */
  earlier() {
    return this.#read(`?limit=100&before=${this.#before}`);
  }

  async #read(query) {
    const page = await this.#api.get(this.#path + query);
    this.#before = page.nextBefore;
    this.#take(page.items);
  }

  #take(events) {
    for (const event of events) this.#events.set(event.seq, event);
    this.dispatchEvent(new Event("change"));
  }
}
