import { h } from "../../shared/dom.js";
import { busy } from "../panels.js";

/** Fields, the button that sends them, and the line for errors. `act` runs while the button is busy. */
export function form(submit, line, fields, act) {
  const node = h("form.stack", { novalidate: true }, fields, submit, line);
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(submit, line, act);
  });
  return node;
}

/** Says in `line` what is wrong with `input`, marks it until it is changed, and leads there. */
export function refuse(input, line, text) {
  input.setAttribute("aria-invalid", "true");
  input.addEventListener("input", () => input.removeAttribute("aria-invalid"), { once: true });
  line.show(text);
  input.focus();
}
