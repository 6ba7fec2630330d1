import { h, whisper } from "../../shared/dom.js";
import { t, tOr } from "../../shared/strings.js";
import { hitPoints } from "../parts/hit-points.js";
import { portrait } from "../parts/portrait.js";

/** Who is in the scene: face, name, hit points, what ails them, whether they are there and whether they write. */
export const members = (party, faces, presence) => h("ul.members", { "aria-label": t("scene.members") }, party.map((member) => {
  const statuses = (member.statuses ?? []).map((status) => tOr(`status.${status}`, status));
  const { online, typing } = presence.of(member);
  const node = h("li.member", { "data-player": member.playerId },
    h("span.member-face", portrait(faces.of(member), "portrait-round"), h(online ? "span.presence.is-online" : "span.presence")),
    h("span.member-words",
      h("span.member-name", member.name, whisper(`, ${online ? t("party.online") : t("party.offline")}`)),
      typing ? h("span.member-typing", t("members.typing")) : hitPoints(member.hp, member.maxHp),
      statuses.length > 0 && h("span.member-statuses", statuses.join(", "))));
  node.classList.toggle("is-away", !online);
  return node;
}));
