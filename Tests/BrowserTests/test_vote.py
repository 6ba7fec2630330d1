"""A decision of the party, on a run whose vote this test makes up: what a player sees of it, and what a tap sends."""

import json

import pytest
from playwright.sync_api import Route, expect

from screens import settle
from table import begin, sit_down
from test_every_screen import SCREENSHOTS, small_targets, sticks_out, torn_words, violations

LATER = "2099-01-01T00:00:00.000Z"


class Vote:
    """Puts a vote into every run that the page is told of, and takes its ballots."""

    def __init__(self, page):
        self.mine = None
        self.others = {}
        self.extended = False
        self.is_over = False
        self.moved = []
        self.sockets = []
        page.route("**/v1/campaign-runs/*", lambda route: route.fulfill(json=self.put_into(route.fetch().json())))
        page.route("**/action", self.take)
        page.route_web_socket("**/ws/run/**", self.listen)

    def listen(self, socket):
        server = socket.connect_to_server()
        self.sockets.append(socket)
        server.on_message(socket.send)

    def put_into(self, run: dict) -> dict:
        if self.is_over:
            return run
        self.run = run
        choices = run["currentScene"]["generatedPayload"]["scene"]["choices"]
        me, other = (member["playerId"] for member in run["party"])
        ballots = {me: self.mine, other: self.others.get("choice")}
        options = [{"id": choice["id"], "label": choice["label"]} for choice in choices]
        options.append({"id": "own-1", "label": "Sing to the river"})
        for option in options:
            option["by"] = [player for player, choice in ballots.items() if choice == option["id"]]
            option["votes"] = len(option["by"])
        run["vote"] = {
            "id": "vote-1", "deadline": LATER, "extended": self.extended, "options": options, "mine": self.mine,
            "cast": sum(choice is not None for choice in ballots.values()), "of": 2}
        return run

    def take(self, route: Route):
        if self.is_over:
            return route.continue_()
        action = route.request.post_data_json
        self.moved.append({name: action.get(name) for name in ("actionType", "payload")})
        if action["actionType"] == "extend":
            self.extended = True
        else:
            self.mine = action["payload"]["optionId"]
        route.fulfill(json=self.put_into(self.run))

    def say(self, kind: str, payload: dict, seq: int | None = None):
        event = {"eventType": kind, "payload": payload, "seq": seq, "senderId": None, "eventId": kind, "actionId": None}
        self.sockets[-1].send(json.dumps(event))


@pytest.fixture
def at_a_vote(open_player):
    def open(language="en", viewport=None):
        leader, friend = open_player(language, viewport or {"width": 360, "height": 740}), open_player()
        sit_down(leader, friend)
        vote = Vote(leader.page)
        begin(leader, friend)
        leader.page.locator(".vote").wait_for()
        return leader, vote

    return open


def option(player, index: int):
    return player.page.locator(".vote-option").nth(index)


def test_a_tap_casts_my_ballot_another_changes_it_and_typed_words_stay(at_a_vote):
    player, vote = at_a_vote()
    player.page.locator(".own summary").click()
    player.page.locator(".own textarea").fill("I hide behind the")
    ids = [each["id"] for each in vote.run["vote"]["options"]]
    for index in (0, 3):
        option(player, index).click()
        expect(option(player, index)).to_have_attribute("aria-pressed", "true")
        expect(option(player, index)).to_contain_text("Mirabel")
        expect(option(player, index)).to_be_focused()
    expect(player.page.locator('.vote-option[aria-pressed="true"]')).to_have_count(1)
    assert vote.moved == [{"actionType": "vote", "payload": {"voteId": "vote-1", "optionId": ids[index]}} for index in (0, 3)]
    expect(player.page.locator(".own textarea")).to_have_value("I hide behind the")


def test_the_count_of_others_comes_in_place(at_a_vote):
    player, vote = at_a_vote()
    option(player, 0).focus()
    expect(player.page.locator(".vote [role=status]")).to_contain_text("0 of 2")
    vote.others["choice"] = vote.run["vote"]["options"][1]["id"]
    vote.say("vote.update", {"voteId": "vote-1"})
    expect(option(player, 1)).to_contain_text("Olgerd")
    expect(player.page.locator(".vote [role=status]")).to_contain_text("1 of 2")
    expect(option(player, 0)).to_be_focused()


def test_more_time_is_asked_for_once(at_a_vote):
    player, vote = at_a_vote()
    expect(player.page.locator(".vote [role=timer]")).to_contain_text("seconds left")
    player.page.locator('[data-vote="extend"]').click()
    expect(player.page.locator('[data-vote="extend"]')).to_have_count(0)
    assert [move["actionType"] for move in vote.moved] == ["extend"]


def test_a_tie_shows_its_dice(at_a_vote):
    player, vote = at_a_vote()
    first, second = vote.run["vote"]["options"][:2]
    rolls = [
        {"optionId": option["id"], "label": option["label"], "round": 1, "roll": roll, "rollNumber": number}
        for number, (option, roll) in enumerate([(first, 7), (second, 18)])]
    finished = {"voteId": "vote-1", "optionId": second["id"], "tie": {"rolls": rolls}}
    vote.is_over = True
    vote.say("vote.finished", finished, seq=vote.run["sync"]["seq"] + 1)
    expect(player.page.locator(".vote")).to_have_count(0)
    player.choose(0)
    tie = player.page.locator(".tie")
    expect(tie.locator("li")).to_have_count(2)
    expect(tie.locator("li.is-chosen")).to_contain_text(f"{second['label']}: 18")
    expect(tie).to_contain_text(f"So it shall be: {second['label']}")
    # The answer to the last ballot may turn the page before the channel tells of the dice.
    vote.say("vote.finished", finished)
    expect(tie).to_have_count(2)


@pytest.mark.parametrize("language, size", [("ru", (360, 740)), ("en", (320, 568)), ("en", (1280, 800))])
def test_a_vote_is_pictured_and_keeps_the_rules(at_a_vote, language, size):
    width, height = size
    player, vote = at_a_vote(language, {"width": width, "height": height})
    option(player, 1).click()
    expect(option(player, 1)).to_have_attribute("aria-pressed", "true")
    settle(player)
    folder = SCREENSHOTS / f"{width}x{height}" / "dark"
    folder.mkdir(parents=True, exist_ok=True)
    player.page.screenshot(path=folder / "table-vote.png", full_page=True)
    assert violations(player) == []
    assert sticks_out(player) == 0
    assert torn_words(player) == []
    assert small_targets(player) == []
