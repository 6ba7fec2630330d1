import { h, ornament } from "../../shared/dom.js";
import { language, languages, t } from "../../shared/strings.js";
import { candle } from "../panels.js";
import { heading } from "../router.js";

/** The cover of the book, for screens of look "look-cover": language, candle, title, a line below it, and `content`. */
export const cover = (app, title, line, ...content) =>
  h("div.cover", languageSwitch(app), candle(), heading(title), h("p.cover-line", line), ornament(), content);

function languageSwitch(app) {
  const names = { ru: "Русский", en: "English" };
  const choose = async (code) => {
    app.preferences.set("language", code);
    await app.useLanguage();
    app.router.show();
  };
  return h("div.cover-languages", { role: "group", "aria-label": t("settings.language") },
    languages.map((code) =>
      h("button.button.button-quiet", { type: "button", lang: code, "aria-pressed": String(code === language()), onclick: () => choose(code) }, names[code])));
}
