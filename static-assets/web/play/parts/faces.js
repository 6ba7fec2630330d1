/** Characters by id, for their portraits: one's own, and others' public parts, each asked for once. */
export class Faces {
  #api;
  #known;

  constructor(api, own) {
    this.#api = api;
    this.#known = new Map(own.map((character) => [character.id, character]));
  }

  /** Gets to know `members` (`{characterId}`). Whoever cannot be asked about stays a name: play goes on. */
  async meet(members) {
    const strangers = members.filter((member) => !this.#known.has(member.characterId));
    await Promise.all(strangers.map(async ({ characterId }) => {
      const face = await this.#api.get(`/v1/characters/${characterId}`).catch(() => null);
      if (face !== null) this.#known.set(characterId, face);
    }));
  }

  of(member) {
    return this.#known.get(member.characterId) ?? { name: member.characterName ?? member.name };
  }
}
