// The words of the page: one file a language under strings/, with the same keys in each.

export const languages = ["ru", "en"];

let table = {};
let plurals = new Intl.PluralRules("en");
let current = "en";

/** Loads one language and makes it the page's. */
export async function useLanguage(code) {
  const module = await import(`./strings/${code}.js`);
  table = module.default;
  plurals = new Intl.PluralRules(code);
  current = code;
  document.documentElement.lang = code;
}

export const language = () => current;

/**
 * The text of `key` with {placeholders} filled. A text may be an object of plural forms, chosen by
 * `values.count`. A missing key shows itself, and a browser test fails.
 */
export function t(key, values = {}) {
  let text = table[key];
  if (text === undefined) return key;
  if (typeof text === "object") text = text[plurals.select(values.count)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The text of `key` where the rest of the key is data, such as a skill that a pack invented: else `fallback`. */
export function tOr(key, fallback) {
  return typeof table[key] === "string" ? table[key] : fallback;
}

/** The first language of ours among what the player asked for, in order of preference. */
export function preferredLanguage(...wishes) {
  for (const wish of wishes.flat()) {
    const code = wish?.slice(0, 2).toLowerCase();
    if (languages.includes(code)) return code;
  }
  return "en";
}
