import { h } from "../../shared/dom.js";

/** The picture of a character, or its first letter. Decorative: the name always stands beside it. */
export function portrait(character, look = "") {
  const url = character?.portraitUrl ?? (character?.archetype ? archetypePortrait(character.archetype) : null);
  if (!url) return letter(character?.name ?? "?", look);
  const image = h("img.portrait", { src: url, alt: "", width: 160, height: 200, loading: "lazy", decoding: "async" });
  if (look) image.classList.add(look);
  image.addEventListener("error", () => image.replaceWith(letter(character?.name ?? "?", look)), { once: true });
  return image;
}

export const archetypePortrait = (id) => `/static/shared/portraits/${encodeURIComponent(id)}.svg`;

function letter(name, look) {
  const node = h("span.portrait.portrait-letter", { "aria-hidden": "true" }, [...name][0]);
  if (look) node.classList.add(look);
  return node;
}
