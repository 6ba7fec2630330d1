// Turning back: the story goes on from an earlier scene, and what came after it stays in the log.

import { h } from "../../shared/dom.js";
import { t } from "../../shared/strings.js";
import { errorLine } from "../panels.js";
import { openDialog } from "../parts/dialog.js";
import { form, refuse } from "../parts/form.js";

/** Asks where to and why. `path` is the run's; `accept` takes the run as it stands then. */
export async function openRewind(api, path, accept) {
  const scenes = (await earlierScenes(api, path)).reverse();
  const line = errorLine();
  const where = h("select.input", { id: "rewind-where" },
    scenes.map((scene) => h("option", { value: scene.turn }, t("rewind.scene", { order: scene.order, title: scene.payload.title }))));
  const reason = h("textarea.input", { id: "rewind-reason", rows: 2, maxlength: 280 });
  const go = h("button.button.button-primary", { type: "submit" }, t("rewind.go"));
  const fields = [
    h("div.field", h("label.field-label", { for: where.id }, t("rewind.where")), where),
    h("div.field", h("label.field-label", { for: reason.id }, t("rewind.reason")), reason),
  ];
  const dialog = openDialog(t("rewind.title"), h("div.stack", h("p.soft", t("rewind.text")), form(go, line, fields, async () => {
    if (reason.value.trim() === "") return refuse(reason, line, t("rewind.noReason"));
    accept(await api.post(`${path}/rewind`, { toTurn: Number(where.value), reason: reason.value.trim() }));
    dialog.close();
  })));
}

/** The scenes that can be gone back to, in the order of play: all of the present branch but the one that is open. */
async function earlierScenes(api, path) {
  const scenes = [];
  let turn = 0;
  for (let cursor = ""; cursor !== null;) {
    const page = await api.get(`${path}/log?limit=200${cursor && `&cursor=${cursor}`}`);
    for (const entry of page.items) {
      if (entry.rewound) continue;
      if (entry.kind === "decision") turn = entry.turn;
      if (entry.kind === "rewind") turn = entry.toTurn;
      // The scene that was open is shown anew, as the new version of its pack has it.
      if (entry.kind === "migration") scenes.pop();
      if (entry.kind === "scene") scenes.push({ turn, order: entry.sceneOrder, payload: entry.generatedPayload });
    }
    cursor = page.nextCursor;
  }
  return scenes.slice(0, -1).filter((scene) => !isMidFight(scene.payload));
}

/** A fight is gone back to as a whole. */
const isMidFight = ({ fight }) => fight && !fight.isFresh;
