import { tOr } from "../../shared/strings.js";

/** The name of an archetype: ours in the page's language, else what the server or the player calls it. */
export const archetypeName = (id, fallback = id) => tOr(`archetype.${id}`, fallback);

export const archetypeLine = (id, fallback = "") => tOr(`archetype.${id}.line`, fallback);

export const skillName = (id) => tOr(`skill.${id}`, tOr(`ability.${id.toLowerCase()}`, id.replaceAll("_", " ")));
