"""Parties at a table each, whose live channels the load tool opens."""

from dataclasses import dataclass
from pathlib import Path

from .api import CAMPAIGN, CHARACTER, Client

# With these a few players stand for many: what is measured is connections, and signing in is not.
ENVIRONMENT = {
    "MIMIC_PARTY_SYNC__CONNECTIONS_PER_CHANNEL": "500",
    "MIMIC_PARTY_SYNC__CONNECTIONS_PER_PLAYER": "100",
    "MIMIC_PARTY_SYNC__CONNECTIONS": "20000",
}


@dataclass(frozen=True)
class Table:
    run: str
    tokens: list[str]

    def sync(self, client: Client) -> dict:
        """Where its channel stands: epoch and seq."""
        return client.json("GET", f"/v1/campaign-runs/{self.run}", token=self.tokens[0])["sync"]


def make_tables(port: int, count: int, members: int) -> list[Table]:
    """Each is a run of a party of so many guests; the leader's token is the first."""
    with Client(port) as client:
        return [_make_table(client, members) for _ in range(count)]


def _make_table(client: Client, members: int) -> Table:
    tokens, party = [], {}
    for number in range(members):
        token = client.json("POST", "/v1/auth/guest", {"displayName": f"Гость {number}"})["accessToken"]
        character = client.json("POST", "/v1/characters", CHARACTER, token)["id"]
        tokens.append(token)
        if not party:
            party = client.json("POST", "/v1/parties", {"leaderCharacterId": character}, token)
        else:
            body = {"inviteCode": party["inviteCode"], "characterId": character}
            client.json("POST", "/v1/parties/join", body, token)
    body = {"campaignTemplateId": CAMPAIGN, "partyId": party["id"]}
    return Table(client.json("POST", "/v1/campaign-runs", body, tokens[0])["id"], tokens)


@dataclass(frozen=True)
class Listener:
    """One connection of the load tool."""

    target: str
    token: str = "-"
    speaks: bool = False
    #: It reads nothing while there is load.
    stalls: bool = False
    since: int = -1
    until: int = 0

    @property
    def line(self) -> str:
        return f"{self.target} {self.token} {-1 if self.stalls else int(self.speaks)} {self.since} {self.until}\n"


def write(file: Path, listeners: list[Listener]) -> Path:
    file.write_text("".join(listener.line for listener in listeners))
    return file
