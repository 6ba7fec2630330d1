import { h, whisper } from "../../shared/dom.js";
import { t } from "../../shared/strings.js";

/** A bar and the numbers; the bar alone would tell nothing to a screen reader. */
export function hitPoints(hp, maxHp) {
  const share = maxHp > 0 ? Math.max(0, Math.min(1, hp / maxHp)) : 0;
  const fill = h("span.bar-fill");
  fill.classList.toggle("is-low", share <= 0.25);
  fill.classList.toggle("is-half", share > 0.25 && share <= 0.5);
  fill.style.transform = `scaleX(${share})`;
  return h("span.hp", whisper(`${t("hp.long")} `), h("span.hp-numbers", `${hp}/${maxHp}`), h("span.bar", { "aria-hidden": "true" }, fill));
}
