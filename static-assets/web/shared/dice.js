// Dice that can be checked (campaign-engine, "Dice that can be checked"): the seed was promised before the first roll,
// and every face follows from it.

import { fromHex, hex, hmac, sha256 } from "./sha256.js";

const utf8 = new TextEncoder();

/** Die `die` of roll `roll` with `sides` sides: the first word that does not favour any face. */
export function face(seed, roll, die, sides, actionID) {
  const limit = Math.floor(2 ** 32 / sides) * sides;
  for (let attempt = 0; ; attempt += 1) {
    const digest = hmac(seed, utf8.encode(`mimic-dice-1:${roll}:${die}:${attempt}:${actionID}`));
    const word = new DataView(digest.buffer).getUint32(0);
    if (word < limit) return (word % sides) + 1;
  }
}

/** Whether the published seed is the promised one. */
export const keepsPromise = (seedHex, commitment) => hex(sha256(fromHex(seedHex))) === commitment;

/** `NdM`, `kh1` or `kl1` where the higher or lower die counts alone, `+K` or `-K`: of checks and of fights. */
const notation = /^(\d+)d(\d+)(kh1|kl1)?([+-]\d+)?$/;

const counted = {
  kh1: (faces) => Math.max(...faces),
  kl1: (faces) => Math.min(...faces),
  all: (faces) => faces.reduce((sum, face) => sum + face, 0),
};

/** Each roll with `faces` as they must have fallen, and whether they did and add up to the total that was told. */
export function verify({ seed, rolls }) {
  const bytes = fromHex(seed);
  return rolls.map((roll) => {
    const [, count, sides, kept = "all", bonus = "0"] = notation.exec(roll.formula) ?? [];
    if (!count) return { ...roll, faces: [], holds: false };
    const faces = Array.from({ length: Number(count) }, (_, die) => face(bytes, roll.number, die, Number(sides), roll.actionId ?? ""));
    const fell = faces.length === roll.rolls.length && faces.every((value, die) => value === roll.rolls[die]);
    return { ...roll, faces, holds: fell && counted[kept](faces) + Number(bonus) === roll.total };
  });
}

/**
 * The chance of success and of at least a partial one, 0...1, of a d20 check. Natural 20 succeeds, natural 1 fails.
 * `margin` is how far under the DC a partial success reaches.
 */
export function chances(modifier, dc, margin = 4) {
  let success = 0;
  let partial = 0;
  for (let roll = 1; roll <= 20; roll += 1) {
    if (roll === 20 || (roll !== 1 && roll + modifier >= dc)) success += 1;
    else if (roll !== 1 && roll + modifier >= dc - margin) partial += 1;
  }
  return { success: success / 20, atLeastPartial: (success + partial) / 20 };
}

const abilityOfSkill = {
  athletics: "str", acrobatics: "dex", stealth: "dex", sleight_of_hand: "dex", arcana: "int", religion: "int",
  perception: "wis", insight: "wis", survival: "wis", persuasion: "cha", intimidation: "cha", deception: "cha",
};

export const abilities = ["str", "dex", "con", "int", "wis", "cha"];

export const abilityModifier = (value) => Math.floor(((value ?? 10) - 10) / 2);

/** What a character adds to a check of a skill or an ability; `bonuses` is what its things add in a story. */
export function modifier(character, name) {
  if (!character) return 0;
  const key = name.toLowerCase();
  const ability = abilities.includes(key) ? key : abilityOfSkill[key];
  return abilityModifier(character.coreStats?.[ability]) + (character.skills?.[key] ?? 0) + (character.bonuses?.[key] ?? 0);
}

/** "+3", "−1". */
export const signed = (number) => (number < 0 ? `−${-number}` : `+${number}`);

/** The same as a term of a sum: "+ 3", "− 1". */
export const apart = (number) => `${number < 0 ? "−" : "+"} ${Math.abs(number)}`;
