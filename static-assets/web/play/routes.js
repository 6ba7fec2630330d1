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
import { partyScreen } from "./screens/party.js";
import { partyTalesScreen } from "./screens/party-tales.js";
import { sceneScreen } from "./screens/scene.js";
import { settingsScreen } from "./screens/settings.js";
import { summaryScreen } from "./screens/summary.js";

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
  { path: "/parties/:id", screen: partyScreen },
  { path: "/parties/:id/tales", screen: partyTalesScreen },
  { path: "/run/:id", screen: sceneScreen },
  { path: "/run/:id/summary", screen: summaryScreen },
  { path: "/settings", screen: settingsScreen, open: true },
];
