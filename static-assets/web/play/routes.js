import { ConnectionError } from "../shared/api.js";
import { campaignScreen } from "./screens/campaign.js";
import { campaignsScreen } from "./screens/campaigns.js";
import { characterScreen } from "./screens/character.js";
import { charactersScreen } from "./screens/characters.js";
import { entryScreen } from "./screens/entry.js";
import { hostScreen } from "./screens/host.js";
import { joinScreen } from "./screens/join.js";
import { newCharacterScreen } from "./screens/new-character.js";
import { noticeScreen } from "./screens/notice.js";
import { partiesScreen } from "./screens/parties.js";
import { partyTalesScreen } from "./screens/party-tales.js";
import { settingsScreen } from "./screens/settings.js";

/** A screen of the table, which the first view need not carry: its modules are fetched when somebody goes there. */
const later = (load, name) => async (app, parameters) => {
  const module = await load().catch((error) => {
    app.connection.lose();
    throw new ConnectionError(error.message);
  });
  return module[name](app, parameters);
};

/** The first route is where strangers and unknown addresses go. */
export const routes = [
  { path: "/", screen: entryScreen, open: true },
  { path: "/host", screen: hostScreen, open: true },
  { path: "/notice", screen: noticeScreen },
  { path: "/join", screen: joinScreen },
  { path: "/tales", screen: campaignsScreen },
  { path: "/tales/:id", screen: campaignScreen },
  { path: "/characters", screen: charactersScreen },
  { path: "/characters/new", screen: newCharacterScreen },
  { path: "/characters/:id", screen: characterScreen },
  { path: "/parties", screen: partiesScreen },
  { path: "/parties/:id", screen: later(() => import("./screens/party.js"), "partyScreen") },
  { path: "/parties/:id/tales", screen: partyTalesScreen },
  { path: "/run/:id", screen: later(() => import("./screens/scene.js"), "sceneScreen") },
  { path: "/run/:id/summary", screen: later(() => import("./screens/summary.js"), "summaryScreen") },
  { path: "/settings", screen: settingsScreen, open: true },
];
