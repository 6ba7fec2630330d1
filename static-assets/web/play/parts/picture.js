// Pictures of a story, some of which are still being made while it is read.

import { h } from "../../shared/dom.js";

/** Seconds between looks at a picture that is being made; the channel usually tells sooner. */
const pauses = [2, 4, 8, 16, 32];

/**
 * The image of `art` (`SceneArt` of the API), which says when it will not be there. It fades in when it comes; until then
 * what stands behind it is seen.
 */
export function picture(art, { onGone = () => {}, ...attributes }) {
  const image = h("img.picture", { alt: art.alt ?? "", decoding: "async", ...attributes });
  let looks = 0;
  const look = () => { image.src = art.url; };
  image.addEventListener("load", () => image.classList.add("is-here"));
  image.addEventListener("error", () => {
    image.classList.remove("is-here");
    if (art.status !== "pending" || looks === pauses.length) return onGone();
    const pause = pauses[looks] * 1000;
    looks += 1;
    setTimeout(() => image.isConnected && !image.naturalWidth && look(), pause);
  });
  image.addEventListener("gone", onGone);
  if (art.entityRef) image.dataset.art = artKey(art.entityRef);
  look();
  return image;
}

/** Shows in `root` what `media.job.done` tells of: another picture, or none. */
export function pictureArrived(root, { status, entityRef, resultUrl }) {
  if (!entityRef) return;
  for (const image of root.querySelectorAll(`img[data-art="${CSS.escape(artKey(entityRef))}"]`)) {
    if (resultUrl) image.src = resultUrl;
    else if (status === "FAILED" && !image.naturalWidth) image.dispatchEvent(new Event("gone"));
  }
}

const artKey = ({ kind, id }) => `${kind}/${id}`;
