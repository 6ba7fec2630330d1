// Makes elements. Text is only ever set as text, so nothing that a player or a pack wrote can
// become markup: there is no way through this module to set HTML.

const svgNamespace = "http://www.w3.org/2000/svg";

/**
 * h("button.primary", { type: "button", onclick }, "Go") -> HTMLButtonElement.
 * Attributes: `on…` is a listener, true is an empty attribute, false, null and undefined are left out,
 * `value`, `checked` and `selected` are set as properties. Children: nodes, strings, arrays; null and false are left out.
 */
export function h(selector, ...rest) {
  const [tag, ...classes] = selector.split(".");
  return fill(document.createElement(tag), classes, rest);
}

/** The same for SVG elements. */
export function svg(selector, ...rest) {
  const [tag, ...classes] = selector.split(".");
  return fill(document.createElementNS(svgNamespace, tag), classes, rest);
}

function fill(node, classes, rest) {
  if (classes.length > 0) node.classList.add(...classes);
  const [first] = rest;
  const hasAttributes = first !== null && typeof first === "object" && !(first instanceof Node) && !Array.isArray(first);
  if (hasAttributes) setAttributes(node, rest.shift());
  append(node, rest);
  return node;
}

function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "selected") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
}

/** Appends nodes and strings, flattening arrays. */
export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Replaces everything in `node`. */
export function replace(node, ...children) {
  node.textContent = "";
  append(node, children);
}

/** A printer's ornament between two parts of a page. */
export const ornament = (kind = "divider") => h(`div.ornament.ornament-${kind}`, { "aria-hidden": "true" });

/** Text for screen readers only. */
export const whisper = (text) => h("span.visually-hidden", text);
