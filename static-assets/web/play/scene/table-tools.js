import { h } from "../../shared/dom.js";
import { t } from "../../shared/strings.js";

/** Milliseconds for which a reconnect is nobody's concern. */
const grace = 5000;

/** Buttons of a table that several share, and a line that says when news come late. */
export function tableTools(feed, ...buttons) {
  const note = h("p.live-note", { role: "status" });
  let timer = null;
  feed.channel.addEventListener("state", () => {
    if (feed.isLive) {
      clearTimeout(timer);
      timer = null;
      note.textContent = "";
    } else {
      timer ??= setTimeout(() => {
        if (note.isConnected) note.textContent = t("live.late");
      }, grace);
    }
  });
  return h("div.table-tools", buttons, note);
}
