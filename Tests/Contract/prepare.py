"""Fills a fresh server with what the calls can be about.

usage: prepare.py URL FOLDER

Signs two guests in and lets the first play: characters, parties, a run in play and one that is completed. Writes their
tokens (guests.json, Web Fuzzing Commons) and the ids (TOML, for schemathesis.toml) into FOLDER.
"""

import json
import sys
from pathlib import Path

import requests


class Guest:
    def __init__(self, url: str, name: str):
        self.url = url
        self.name = name
        self.token = self.post("/v1/auth/guest", displayName=name)["accessToken"]

    def post(self, path: str, **body) -> dict:
        headers = {"Authorization": f"Bearer {self.token}"} if hasattr(self, "token") else {}
        answer = requests.post(self.url + path, json=body, headers=headers, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def begin(self, campaign: str) -> dict:
        """A run of a new party with a new character."""
        character = self.post("/v1/characters", name="Vera", archetype="warrior")
        party = self.post("/v1/parties", leaderCharacterId=character["id"])
        run = self.post("/v1/campaign-runs", campaignTemplateId=campaign, partyId=party["id"])
        return {"character": character["id"], "party": party["id"], "run": run["id"]}

    @property
    def entry(self) -> dict:
        return {
            "name": self.name,
            "fixedHeaders": [{"name": "Authorization", "value": f"Bearer {self.token}"}],
        }


def main(url: str, folder: Path):
    ann, bob = Guest(url, "ann"), Guest(url, "bob")
    campaign = requests.get(url + "/v1/campaigns", timeout=30).json()["items"][0]["id"]
    made = [ann.begin(campaign) for _ in range(3)]
    completed = f"/v1/campaign-runs/{made[-1]['run']}/action"
    while ann.post(completed, actionType="advance")["status"] != "COMPLETED":
        pass
    free = ann.post("/v1/characters", name="Vera", archetype="warrior")["id"]
    dictionaries = {
        "campaigns": [campaign],
        "characters": [free] + [each["character"] for each in made],
        "parties": [each["party"] for each in made],
        "runs": [each["run"] for each in made],
    }
    (folder / "guests.json").write_text(json.dumps({"auth": [ann.entry, bob.entry]}))
    lines = [f"[dictionaries.{name}]\nvalues = {json.dumps(values)}\n" for name, values in dictionaries.items()]
    (folder / "dictionaries.toml").write_text("\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
