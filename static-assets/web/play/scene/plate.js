import { h } from "../../shared/dom.js";

/** The picture of a scene. It fades in when it comes and never holds the text up; without one there is no frame. */
export function plate(art) {
  if (!art?.url) return null;
  const image = h("img", { src: art.url, alt: art.alt ?? "", width: 800, height: 500, decoding: "async" });
  const figure = h("figure.plate", image);
  const appear = () => figure.classList.add("is-shown");
  if (image.complete) appear();
  image.addEventListener("load", appear, { once: true });
  image.addEventListener("error", () => figure.remove(), { once: true });
  return figure;
}
