import { h } from "../../shared/dom.js";
import { fontScales } from "../../shared/preferences.js";
import { language, languages, t } from "../../shared/strings.js";
import { actionButton, errorLine } from "../panels.js";
import { confirmDialog } from "../parts/dialog.js";
import { recoveryCode } from "../parts/recovery-code.js";
import { heading } from "../router.js";
import { boundaryPicker } from "./notice.js";

const languageNames = { ru: "Русский", en: "English" };

export async function settingsScreen(app) {
  const isIn = app.session.isKept;
  const me = isIn ? await app.me() : null;
  const guest = isIn ? app.session.currentGuest : null;
  const set = (name, value) => {
    app.preferences.set(name, value);
    // A setting that the server did not hear of still holds in this browser.
    if (isIn) app.api.patch("/v1/me", { settings: app.preferences.forServer }).catch(() => {});
  };
  const setLanguage = async (code) => {
    set("language", code);
    await app.useLanguage();
    app.router.show();
  };
  const { preferences } = app;
  const yesNo = [[true, t("settings.on")], [false, t("settings.off")]];
  return {
    title: t("settings.title"),
    tab: isIn ? "settings" : null,
    back: isIn ? null : "/",
    content: h("div.page.stack.stack-wide",
      h("header.page-head", heading(t("settings.title"))),
      segments(t("settings.language"), "language", language(), languages.map((code) => [code, languageNames[code]]), setLanguage),
      segments(t("settings.theme"), "theme", preferences.get("theme"), ["auto", "dark", "light"].map((id) => [id, t(`theme.${id}`)]), (value) => set("theme", value)),
      segments(t("settings.font"), "font", preferences.get("fontScale"), fontScales.map((scale) => [scale, `${Math.round(scale * 100)}%`]), (value) => set("fontScale", value)),
      segments(t("settings.contrast"), "contrast", preferences.get("contrast"), ["normal", "more"].map((id) => [id, t(`contrast.${id}`)]), (value) => set("contrast", value)),
      segments(t("settings.motion"), "motion", preferences.get("reducedMotion"), [[false, t("motion.full")], [true, t("motion.less")]], (value) => set("reducedMotion", value)),
      segments(t("settings.pictures"), "pictures", preferences.get("pictures"), yesNo, (value) => set("pictures", value)),
      me && boundaries(app, me),
      guest && h("section.stack", h("h2", t("settings.code")), h("p.soft.small", t("notice.codeText")), h("details", h("summary", t("settings.showCode")), recoveryCode(guest.key))),
      isIn && signingOut(app)),
  };
}

function segments(title, name, current, options, choose) {
  return h("fieldset.setting",
    h("legend.field-label", title),
    h("div.segments", options.map(([value, label]) => h("label.segment",
      h("input", { type: "radio", name, value: String(value), checked: value === current, onchange: () => choose(value) }),
      h("span", label)))));
}

function boundaries(app, me) {
  const picker = boundaryPicker(me.player.settings ?? {});
  const line = errorLine();
  const save = async () => {
    await app.api.patch("/v1/me", { settings: picker.value() });
    app.announce(t("settings.saved"));
  };
  picker.node.addEventListener("change", () => save().catch(() => line.show(t("error.connection"))));
  return h("details.setting-more", h("summary", t("notice.boundaries")), picker.node, line);
}

function signingOut(app) {
  const line = errorLine();
  const everywhere = async () => {
    if (!(await confirmDialog(t("settings.outQuestion"), t("settings.outText"), t("settings.outEverywhere")))) return;
    await app.session.signOut({ everywhere: true, api: app.api });
  };
  return h("section.stack.sheet-end",
    h("div.row",
      actionButton(t("settings.out"), "", line, () => app.session.signOut({ api: app.api })),
      actionButton(t("settings.outEverywhere"), "button-danger", line, everywhere)),
    line);
}
