import { svg } from "../../shared/dom.js";

const rollTime = 1100;

/** A d20 that rolls once and stops at `face`. `isStill` shows it lying there. */
export function die(face, isStill) {
  const number = svg("text.die-face", { x: 50, y: 56, "text-anchor": "middle" }, String(face));
  const node = svg("svg.die", { viewBox: "0 0 100 100", "aria-hidden": "true" },
    svg("path.die-body", { d: "M50 3 91 26.500v47L50 97 9 73.500v-47z" }),
    svg("path.die-edges", { d: "M50 3v19M91 26.5 76 66M9 26.5 24 66M50 97 24 66M50 97l26-31M9 73.5 24 66M91 73.5 76 66M9 26.5 50 22l41 4.5" }),
    svg("path.die-front", { d: "M50 22 76 66H24z" }),
    number);
  if (!isStill) roll(node, number, face);
  return node;
}

/** Turns by the style sheet; the faces that pass are only for show. */
function roll(node, number, face) {
  node.classList.add("is-rolling");
  const start = performance.now();
  const step = (now) => {
    const done = (now - start) / rollTime;
    if (done >= 1) {
      number.textContent = String(face);
      node.classList.replace("is-rolling", "is-stopped");
      return;
    }
    if (done < 0.8) number.textContent = String(1 + Math.floor(Math.random() * 20));
    else number.textContent = String(face);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}
