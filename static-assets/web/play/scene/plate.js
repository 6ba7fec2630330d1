import { h } from "../../shared/dom.js";
import { picture } from "../parts/picture.js";

/**
 * The picture of a scene. It fades in when it comes and never holds the text up; what is being made has its place already,
 * and without a picture there is no frame.
 */
export function plate(art, sceneID) {
  if (!art?.url) return null;
  const figure = h(`figure.plate${art.status === "pending" ? ".is-pending" : ""}`);
  figure.append(picture({ entityRef: { kind: "scene", id: sceneID }, ...art }, {
    width: 800, height: 450,
    onShown: () => { figure.classList.add("is-shown"); figure.classList.remove("is-pending"); },
    onGone: () => figure.remove(),
  }));
  return figure;
}

/** The faces of those who are met in a scene. */
export function cast(portraits = []) {
  const faces = portraits.filter(({ art }) => art?.url).map(({ name, art }) => {
    const item = h("li");
    item.append(picture({ ...art, alt: "" }, { width: 96, height: 96, onGone: () => item.remove() }), h("span.soft", name));
    return item;
  });
  return faces.length > 0 && h("ul.cast", faces);
}
