// Line drawings on a 24 by 24 grid. Drawn in place: a sprite in a file of its own appears only after the page does.

import { svg } from "./dom.js";

const drawings = {
  back: "M14.5 5 8 12l6.5 7",
  next: "M9.5 5 16 12l-6.5 7",
  book: "M12 6.5C10 4.9 7 4.5 3.5 4.8v13.4c3.5-.3 6.5.1 8.5 1.7 2-1.6 5-2 8.5-1.7V4.8C17 4.5 14 4.9 12 6.5Zm0 0v13.4",
  person: "M12 12.2c2.2 0 3.8-1.9 3.8-4.3S14.2 3.6 12 3.6 8.2 5.5 8.2 7.9s1.6 4.3 3.8 4.3ZM4.6 20.4c.5-3.7 3.4-5.6 7.4-5.6s6.9 1.9 7.4 5.6",
  people: "M9 11.6c1.8 0 3.1-1.5 3.1-3.5S10.8 4.6 9 4.6 5.9 6.1 5.9 8.1s1.3 3.5 3.1 3.5ZM2.8 19.2c.4-3.2 2.8-4.9 6.2-4.9s5.8 1.7 6.2 4.9M15.5 5.1c1.5.2 2.6 1.5 2.6 3.2s-1.1 3-2.6 3.2M17.3 14.7c2.2.6 3.6 2.1 3.9 4.5",
  gear: "M4 7h9.5M18.5 7H20M4 17h1.5M10.5 17H20M18.5 7a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM10.5 17a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z",
  clock: "M6.5 3.5h11M6.5 20.5h11M8 3.5c0 4.5 4 5.5 4 8.5s-4 4-4 8.5M16 3.5c0 4.5-4 5.5-4 8.5s4 4 4 8.5",
  die: "m12 2.8 8 4.6v9.2l-8 4.6-8-4.6V7.4l8-4.6Zm0 4.7 4.7 7.7H7.3L12 7.5Zm0-4.7v4.7m8-.1-3.3 7.8M20 16.6l-3.3-1.4M12 21.2l4.7-6m-4.7 6-4.7-6M4 16.6l3.3-1.4M4 7.4l3.3 7.8",
  check: "m5 12.8 4.6 4.7L19 7",
  cross: "m6.5 6.5 11 11m0-11-11 11",
  pause: "M8.5 5.5v13m7-13v13",
  copy: "M9 8.5h9.5v11H9zM15 5.5v-1H5.5v11H6.5",
  quill: "M4 20.5 11 12M6.3 17.6c-1.3-5.9 3.9-13 13.2-14.1.6 6.6-2.5 13.6-10.5 13.5-1 0-1.9 0-2.7.6Z",
  plus: "M12 5v14M5 12h14",
};

/** Decorative, so it is hidden from screen readers. */
export const icon = (name) =>
  svg("svg.icon", { "aria-hidden": "true", focusable: "false", viewBox: "0 0 24 24" }, svg("path", { d: drawings[name] }));
