"""Several players at one table, each in a browser of their own."""

import json

from playwright.sync_api import Locator, Route, expect

from journey import FIRST_TALE, Player

PEOPLE = [("Mira", "Mirabel", "bard"), ("Oleg", "Olgerd", "warrior"), ("Anna", "Annika", "ranger")]


def gather(player: Player) -> str:
    """A party; gives back its invite link."""
    player.open("/parties")
    player.page.locator(".picks").wait_for()
    player.main_button.click()
    player.page.locator(".members-list").wait_for()
    return player.page.locator(".code-text").nth(1).inner_text()


def sit_down(*players: Player):
    """In the lobby of one party; the first of them leads it."""
    link = ""
    for number, (player, (name, character, preset)) in enumerate(zip(players, PEOPLE)):
        player.enter(name)
        player.create_character(character, preset)
        if number == 0:
            link = gather(player)
            continue
        player.page.goto(link)
        player.open("/join")
        player.page.locator(".picks").wait_for()
        player.main_button.click()
        expect(player.page.locator(".members-list")).to_contain_text(character)
    expect(players[0].page.locator(".member-row")).to_have_count(len(players))


#: What a decision may take at most: on a busy machine a vote must not end by itself.
DECISION_SECONDS = 180


def ask_for(player: Player, **settings):
    """The next run that this player starts is asked for with these settings."""

    def route_on(route: Route):
        request = route.request
        if request.method != "POST":
            return route.continue_()
        route.continue_(post_data=json.dumps({**request.post_data_json, **settings}))

    player.page.route("**/v1/campaign-runs", route_on)


def begin(*players: Player, votes: bool = False):
    """The first campaign, from the lobby: the leader starts it, and decides in it or votes with the others, who come along."""
    leader = players[0]
    # A run that is begun by several is voted in by default.
    ask_for(leader, decision="vote" if votes else "leader", decisionSeconds=DECISION_SECONDS)
    leader.page.locator('main a[href$="/tales"]').click()
    leader.page.locator(FIRST_TALE).click()
    leader.page.locator(".tale-page").wait_for()
    leader.main_button.click()
    for player in players:
        player.wait_for_scene()


def member(player: Player, name: str) -> Locator:
    """Of the strip of a scene, or of the list of a lobby."""
    return player.page.locator(".member, .member-row").filter(has_text=name)


def talk(player: Player):
    player.page.locator(".chat-open").click()
    expect(player.page.locator("#chat-text")).to_be_focused()


def say(player: Player, text: str):
    player.page.locator("#chat-text").fill(text)
    player.page.locator("#chat-text").press("Enter")


def lines(player: Player) -> Locator:
    return player.page.locator(".chat-text")
