import { h, replace, svg } from "../../shared/dom.js";
import { t } from "../../shared/strings.js";
import { copyable } from "./recovery-code.js";

/** Modules of light that a reader needs around a QR code (ISO/IEC 18004). */
const quiet = 4;

/** How others come to the table of `party`: its code, the link, and the link for a phone's camera. */
export function invitation(app, party) {
  const link = new URL(`?invite=${party.inviteCode}`, new URL("/play", location.origin));
  return h("section.stack",
    h("h2", t("party.invite")),
    h("p.soft.small", t("party.inviteText")),
    copyable(party.inviteCode, t("parties.code")),
    copyable(link.href, t("party.link")),
    qrCode(app, party));
}

/** Comes a moment later than the page; without it there are code and link. */
function qrCode(app, party) {
  const place = h("figure.qr", { hidden: true });
  app.api.get(`/v1/parties/${party.id}/invite/qr`).then(({ size, path }) => {
    const side = size + 2 * quiet;
    replace(place,
      svg("svg", { viewBox: `${-quiet} ${-quiet} ${side} ${side}`, role: "img", "aria-label": t("party.qr"), "shape-rendering": "crispEdges" }, svg("path", { d: path })),
      h("figcaption.soft.small", t("party.qrText")));
    place.hidden = false;
  }).catch(() => {});
  return place;
}
