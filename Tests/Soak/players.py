"""What well-behaved clients do."""

import http.client
import json
import threading
import time

# Seconds after each request of a client: the load shall last, not drown the machine.
PAUSE = 0.01


class Host:
    """The server under load, and what its clients have seen of it."""

    def __init__(self, port):
        self.port = port
        self.stopped = threading.Event()
        self.answers = 0
        self.runs = 0
        self.faults = []
        self.lock = threading.Lock()

    def answered(self, what, status):
        with self.lock:
            self.answers += 1
            if status >= 500 and len(self.faults) < 10:
                self.faults.append(f"{what}: {status}")

    def played(self):
        with self.lock:
            self.runs += 1


class Client:
    """One connection, from an address of its own."""

    def __init__(self, host, draws, pause=PAUSE):
        self.host = host
        self.pause = pause
        self.connection = http.client.HTTPConnection("127.0.0.1", host.port, timeout=60)
        self.address = ".".join(str(draws.randint(1, 254)) for _ in range(4))
        self.token = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def send(self, method, path, body=None, key=None):
        """Status and body, parsed if it is JSON."""
        headers = {"X-Forwarded-For": self.address, "Accept-Encoding": "gzip"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if key:
            headers["Idempotency-Key"] = key
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body)
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        self.host.answered(f"{method} {path}", response.status)
        time.sleep(self.pause)
        is_json = "json" in (response.getheader("Content-Type") or "") and not response.getheader("Content-Encoding")
        return response.status, json.loads(content) if is_json and content else None


def crowd(host, draws):
    """More newcomers than the server remembers tokens (8,192), so that this memory is full before anybody measures."""
    for _ in range(1200):
        with Client(host, draws, pause=0) as client:
            _, answer = client.send("POST", "/v1/auth/guest", {"displayName": "Гость"})
            client.token = answer["accessToken"]
            client.send("GET", "/v1/me")
            client.send("POST", "/v1/auth/logout")


def play(host, draws):
    """One player after the other: signs in, plays a run or two, and signs out."""
    while True:
        with Client(host, draws) as client:
            _, answer = client.send("POST", "/v1/auth/guest", {"displayName": "Гость"})
            client.token = answer["accessToken"]
            for number in range(draws.randint(1, 3)):
                play_run(client, draws, number)
            _, renewed = client.send("POST", "/v1/auth/refresh", {"refreshToken": answer["refreshToken"]})
            client.token = renewed["accessToken"]
            client.send("POST", "/v1/auth/logout")
        if host.stopped.wait(PAUSE):
            return


def play_run(client, draws, number):
    _, character = client.send(
        "POST", "/v1/characters", {"name": "Странница", "archetype": "ranger"}, key=f"character-{number}")
    _, party = client.send("POST", "/v1/parties", {"leaderCharacterId": character["id"]})
    _, campaigns = client.send("GET", "/v1/campaigns")
    campaign = draws.choice(campaigns["items"])["id"]
    _, run = client.send("POST", "/v1/campaign-runs", {"campaignTemplateId": campaign, "partyId": party["id"]})
    for turn in range(200):
        # Now and then the same request again, and what an app asks for meanwhile.
        for _ in range(2 if draws.random() < 0.1 else 1):
            _, run = client.send(
                "POST", f"/v1/campaign-runs/{run['id']}/action", {"actionType": "advance", "actionId": f"turn-{turn}"})
        if draws.random() < 0.2:
            client.send("GET", draws.choice(["/v1/me", f"/v1/campaign-runs/{run['id']}", "/v1/characters"]))
        if run["status"] == "COMPLETED":
            client.host.played()
            break
    client.send("GET", f"/v1/campaign-runs/{run['id']}/summary")
    client.send("POST", f"/v1/characters/{character['id']}/retire")


def visit(host, draws):
    """Comes with a connection of its own for every page or two."""
    pages = ["/", "/play", "/health", "/readyz", "/v1/config", "/v1/campaigns", "/metrics", "/openapi.json", "/nothing"]
    while True:
        with Client(host, draws) as client:
            for _ in range(draws.randint(1, 2)):
                client.send("GET", draws.choice(pages))
        if host.stopped.wait(PAUSE):
            return
