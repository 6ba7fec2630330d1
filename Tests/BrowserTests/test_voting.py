"""A party of two that votes, on a real server: what each sees of the other's ballot, and how the story goes on for both."""

import re

import pytest
from playwright.sync_api import Locator, expect

from screens import settle
from table import DECISION_SECONDS, begin, sit_down
from test_every_screen import SCREENSHOTS

WORDS = "I look for whoever lit the lantern"


@pytest.fixture
def pair(open_player):
    """Two of one party before their first vote, the leader first."""
    players = open_player("en"), open_player("ru", {"width": 412, "height": 860})
    sit_down(*players)
    begin(*players, votes=True)
    for player in players:
        player.page.locator(".vote").wait_for()
    return players


def option(player, words: str | int) -> Locator:
    """By its place or by what it says."""
    options = player.page.locator(".vote-option")
    return options.nth(words) if isinstance(words, int) else options.filter(has_text=words)


def fill(player, words: str | int) -> float:
    """How much of an option's bar is full."""
    return option(player, words).locator(".vote-fill").evaluate("bar => new DOMMatrix(getComputedStyle(bar).transform).a")


def move(player, text: str):
    """An own move, which is a voice too."""
    own = player.page.locator(".own")
    own.locator("summary").click()
    own.locator("textarea").fill(text)
    own.locator("button").click()


def seconds_left(player) -> int:
    return int(re.search(r"\d+", player.page.locator(".vote [role=timer]").inner_text())[0])


def picture(player, name: str):
    settle(player)
    folder = SCREENSHOTS / "voting"
    folder.mkdir(parents=True, exist_ok=True)
    player.page.screenshot(path=folder / f"{name}.png", full_page=True)


def test_ballots_are_seen_by_both_and_what_they_come_to_is_played_on_both_pages(pair):
    leader, friend = pair
    turn = leader.turn
    for player in pair:
        assert 0 < seconds_left(player) <= DECISION_SECONDS
        assert fill(player, 0) == 0
    option(leader, 0).click()
    for player in pair:
        expect(option(player, 0).locator(".vote-names")).to_contain_text("Mirabel")
        expect(player.page.locator(".vote [role=status]")).to_contain_text(re.compile("1 (of|из) 2"))
        assert fill(player, 0) == 0.5
    expect(option(leader, 0)).to_have_attribute("aria-pressed", "true")
    expect(option(friend, 0)).to_have_attribute("aria-pressed", "false")
    picture(leader, "one-of-two")
    leader.page.reload()
    expect(option(leader, 0)).to_have_attribute("aria-pressed", "true")
    assert (leader.turn, friend.turn) == (turn, turn)

    option(friend, 0).click()
    for player in pair:
        player.wait_for_turn_after(turn)
        assert player.turn == turn + 1
        expect(player.page.locator(".came")).to_be_visible()
        player.page.locator(".vote").wait_for()
        expect(player.page.locator(".vote-option[aria-pressed=true]")).to_have_count(0)
    assert leader.title.inner_text() == friend.title.inner_text()
    picture(friend, "played")


def test_an_own_move_is_an_option_for_the_other_and_a_tie_is_decided_by_dice_that_both_see(pair):
    leader, friend = pair
    turn = leader.turn
    option(leader, 1).click()
    label = option(leader, 1).locator(".choice-label").inner_text()
    expect(option(friend, 1).locator(".vote-names")).to_contain_text("Mirabel")
    move(friend, WORDS)
    for player in pair:
        player.wait_for_turn_after(turn)
        rolls = player.page.locator(".tie li")
        expect(player.page.locator(".tie li.is-chosen")).to_have_count(1)
        expect(rolls.filter(has_text=WORDS).first).to_be_visible()
        expect(rolls.filter(has_text=label).first).to_be_visible()
    chosen = [player.page.locator(".tie li.is-chosen").inner_text() for player in pair]
    assert chosen[0] == chosen[1]
    picture(leader, "tie")

    turn = leader.turn
    move(friend, WORDS)
    expect(option(leader, WORDS).locator(".vote-names")).to_contain_text("Olgerd")
    assert fill(leader, WORDS) == 0.5
    picture(leader, "own-move")
    option(leader, WORDS).click()
    for player in pair:
        player.wait_for_turn_after(turn)
        assert player.turn == turn + 1
        expect(player.page.locator(".tie")).to_have_count(0)


def test_more_time_comes_when_both_have_asked_for_it(pair):
    leader, friend = pair
    leader.page.locator('[data-vote="extend"]').click()
    expect(leader.page.locator(".is-sending")).to_have_count(0)
    assert seconds_left(friend) <= DECISION_SECONDS
    friend.page.locator('[data-vote="extend"]').click()
    for player in pair:
        expect(player.page.locator('[data-vote="extend"]')).to_have_count(0)
        assert DECISION_SECONDS < seconds_left(player) <= DECISION_SECONDS + 45
