// Telegram's colours over our palette: only where they keep the contrast of WCAG 2.2 AA. A pair that would be hard to
// read stays ours.

/** Relative luminance of "#rrggbb", 0...1 (WCAG 2.2). */
export function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const value = parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1...21. */
export function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const readable = 4.5;
const names = ["--paper", "--leaf", "--ink", "--ink-soft", "--accent", "--accent-fill", "--on-accent"];

/** Puts the client's colours on the page; gives back the scheme that they make, or null without a usable pair. */
export function wearTelegram(colours) {
  const root = document.documentElement.style;
  names.forEach((name) => root.removeProperty(name));
  const { bg_color: paper, text_color: ink, hint_color: hint, link_color: link } = colours;
  if (!paper || !ink || contrast(paper, ink) < 7) return null;
  const leaf = fits(ink, colours.secondary_bg_color, 7) ?? paper;
  const onBoth = (colour) => Math.min(contrast(colour, paper), contrast(colour, leaf)) >= readable;
  root.setProperty("--paper", paper);
  root.setProperty("--leaf", leaf);
  root.setProperty("--ink", ink);
  root.setProperty("--ink-soft", hint && onBoth(hint) ? hint : ink);
  root.setProperty("--accent", link && onBoth(link) ? link : ink);
  if (colours.button_color && fits(colours.button_color, colours.button_text_color, readable)) {
    root.setProperty("--accent-fill", colours.button_color);
    root.setProperty("--on-accent", colours.button_text_color);
  }
  return luminance(paper) > 0.4 ? "light" : "dark";
}

const fits = (one, other, ratio) => (other && contrast(one, other) >= ratio ? other : null);

/** A pack's palette tints ornaments and initials, with its liveliest colour that can be seen on the page. */
export function wearPalette(palette) {
  const root = document.documentElement;
  root.style.removeProperty("--tint");
  const paper = getComputedStyle(root).getPropertyValue("--paper").trim();
  if (root.dataset.contrast === "more" || !hexColour.test(paper)) return;
  const visible = (palette ?? []).filter((colour) => hexColour.test(colour) && contrast(colour, paper) >= readable);
  const [tint] = visible.sort((one, other) => liveliness(other) - liveliness(one));
  if (tint) root.style.setProperty("--tint", tint);
}

/** How far from grey "#rrggbb" is, 0...255. */
function liveliness(colour) {
  const channels = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
  return Math.max(...channels) - Math.min(...channels);
}

const hexColour = /^#[0-9a-f]{6}$/i;
