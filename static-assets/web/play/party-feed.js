import { LiveFeed } from "./live-feed.js";

/** A party as this page knows it. Fires "change" when there is something new to show. */
export class PartyFeed extends LiveFeed {
  #app;
  party;

  constructor(app, playerID, party) {
    super(app, playerID, `/ws/party/${party.id}`, null);
    this.#app = app;
    this.party = party;
  }

  get path() {
    return `/v1/parties/${this.party.id}`;
  }

  concerns({ eventType }) {
    return /^(party\.(join|leave|state)|campaign\.)/.test(eventType);
  }

  async load() {
    const party = await this.#app.api.get(this.path);
    if (JSON.stringify(party) === JSON.stringify(this.party)) return;
    this.party = party;
    this.dispatchEvent(new Event("change"));
  }
}
