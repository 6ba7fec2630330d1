import { h, ornament } from "../../shared/dom.js";
import { t } from "../../shared/strings.js";
import { heading } from "../router.js";

/** In place of a table at which one does not sit any more. */
export const removedScreen = () => ({
  title: t("removed.title"),
  tab: "parties",
  content: h("div.panel",
    ornament("fleuron"),
    heading(t("removed.title")),
    h("p.soft", t("removed.text")),
    h("a.button.button-primary", { href: "#/parties" }, t("removed.go"))),
});

/** Shows it when `feed` tells that it is not this player's any more. */
export function leaveWhenRemoved(app, feed, leave = () => {}) {
  feed.addEventListener("removed", () => {
    leave();
    const screen = removedScreen();
    app.shell.show(screen);
    screen.content.querySelector("h1").focus();
  });
}
