import { h, whisper } from "../../shared/dom.js";
import { t, tOr } from "../../shared/strings.js";
import { hitPoints } from "../parts/hit-points.js";
import { portrait } from "../parts/portrait.js";

/** Who is in the scene: face, name, hit points and what ails them. */
export const members = (party, faces) => h("ul.members", { "aria-label": t("scene.members") }, party.map((member) => {
  const statuses = (member.statuses ?? []).map((status) => tOr(`status.${status}`, status));
  return h(member.online === false ? "li.member.is-away" : "li.member",
    portrait(faces.of(member), "portrait-round"),
    h("span.member-words",
      h("span.member-name", member.name, member.online === false && whisper(` ${t("party.offline")}`)),
      hitPoints(member.hp, member.maxHp),
      statuses.length > 0 && h("span.member-statuses", statuses.join(", "))));
}));
