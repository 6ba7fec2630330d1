import { h } from "./dom.js";

/**
 * The little Markdown of scene texts as nodes: blank lines part paragraphs, *emphasis* and **strong**.
 * Everything else is text as it stands.
 */
export function paragraphs(text) {
  return text.trim().split(/\n\s*\n/).filter(Boolean).map((paragraph) => h("p", inline(paragraph)));
}

/** One line of it, without paragraphs. */
export function inline(text) {
  const parts = text.replace(/\s*\n\s*/g, " ").split(/(\*\*[^*]+\*\*|\*[^*\s][^*]*\*)/);
  return parts.filter(Boolean).map((part) => {
    if (part.startsWith("**") && part.length > 4) return h("strong", part.slice(2, -2));
    if (part.startsWith("*") && part.endsWith("*") && part.length > 2) return h("em", part.slice(1, -1));
    return part;
  });
}
