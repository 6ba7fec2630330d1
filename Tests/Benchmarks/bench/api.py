"""What players do before the load begins."""

import http.client
import json
from dataclasses import dataclass

from .process import BenchmarkError

CAMPAIGN = "thirteenth_lantern"
CHARACTER = {"name": "Странница", "archetype": "warrior"}


class Client:
    """One keep-alive connection; every answer must be 2xx."""

    def __init__(self, port: int):
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._connection.close()

    def text(self, method: str, path: str, body: object = None, token: str | None = None) -> str:
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self._connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = self._connection.getresponse()
        content = answer.read().decode()
        if answer.status // 100 != 2:
            raise BenchmarkError(f"{method} {path}: {answer.status} {content[:300]}")
        return content

    def json(self, method: str, path: str, body: object = None, token: str | None = None) -> dict:
        return json.loads(self.text(method, path, body, token))

    def metric(self, name: str) -> float:
        for line in self.text("GET", "/metrics").splitlines():
            if line.startswith(name + " "):
                return float(line.split()[1])
        raise BenchmarkError(f"there is no metric {name}")


@dataclass(frozen=True)
class Player:
    token: str
    party: int


def make_players(port: int, count: int, characters: int = 1) -> list[Player]:
    """Guests, each with so many characters and a party of one that the first of them leads."""
    players = []
    with Client(port) as client:
        for number in range(count):
            token = client.json("POST", "/v1/auth/guest", {"displayName": f"Гость {number}"})["accessToken"]
            ids = [client.json("POST", "/v1/characters", CHARACTER, token)["id"] for _ in range(characters)]
            party = client.json("POST", "/v1/parties", {"leaderCharacterId": ids[0]}, token)["id"]
            players.append(Player(token, party))
    return players


def play(port: int, player: Player, actions: int | None):
    """Plays a run for so many actions; None: to its end."""
    with Client(port) as client:
        body = {"campaignTemplateId": CAMPAIGN, "partyId": player.party}
        run = client.json("POST", "/v1/campaign-runs", body, player.token)
        done = 0
        while run["status"] != "COMPLETED" and done != actions:
            done += 1
            action = {"actionType": "advance", "actionId": f"step-{done}"}
            run = client.json("POST", f"/v1/campaign-runs/{run['id']}/action", action, player.token)
