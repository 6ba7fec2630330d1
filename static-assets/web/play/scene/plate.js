import { h } from "../../shared/dom.js";
import { picture } from "../parts/picture.js";

/**
 * The picture of a scene. It never holds the text up; what is being made has its place already, and without a picture there
 * is no frame.
 */
export function plate(art, sceneID) {
  if (!art?.url) return null;
  const figure = h("figure.plate");
  figure.append(picture({ entityRef: { kind: "scene", id: sceneID }, ...art }, {
    width: 800, height: 450, onGone: () => figure.remove(),
  }));
  return figure;
}

/** The faces of those who are met in a scene. */
export function cast(portraits = []) {
  const faces = portraits.filter(({ art }) => art?.url).map(({ name, art }) => {
    const item = h("li");
    const face = picture({ ...art, alt: "" }, { width: 96, height: 96, onGone: () => item.remove() });
    item.append(h("span.cast-face", face), h("span.soft", name));
    return item;
  });
  return faces.length > 0 && h("ul.cast", faces);
}
