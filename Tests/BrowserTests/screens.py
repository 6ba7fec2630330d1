"""Every screen of the page, in the order in which a player meets them, for tests that look at all of them."""

from collections.abc import Iterator

from playwright.sync_api import expect

from journey import FIRST_TALE, Player
from table import begin, lines, say, sit_down, talk


def tour(player: Player) -> Iterator[str]:
    """Walks through the screens and yields the name of each while it is on the page."""
    page = player.page
    page.goto("/play#host=looked-at")
    page.locator("#account-login").wait_for()
    yield "host"
    page.locator(".cover-ways > .button-quiet").click()
    page.locator("#guest-name").wait_for()
    yield "entry"
    page.locator(".cover-more summary").last.click()
    yield "entry-password"
    page.locator("#guest-name").fill("Mira")
    player.main_button.click()
    page.locator(".boundary").first.wait_for()
    yield "notice"
    player.main_button.click()
    page.locator(".tale").first.wait_for()
    yield "tales"
    player.open("/characters")
    page.locator(".panel-empty").wait_for()
    yield "characters-empty"
    player.open("/characters/new")
    page.locator(".presets").wait_for()
    yield "new-character"
    player.create_character()
    yield "character"
    player.open("/characters")
    page.locator(".gallery").wait_for()
    yield "characters"
    player.open("/parties")
    page.locator(".picks").wait_for()
    yield "parties"
    player.main_button.click()
    page.locator(".members-list").wait_for()
    yield "party"
    player.open("/settings")
    page.locator(".setting").first.wait_for()
    yield "settings"
    player.open("/tales")
    page.locator(FIRST_TALE).click()
    page.locator(".picks").wait_for()
    yield "tale"
    player.main_button.click()
    player.wait_for_scene()
    settle(player)
    yield "scene"
    page.locator(".own summary").click()
    yield "scene-own-move"
    player.own_move("I listen to what the others do not say.")
    page.locator(".dice summary").first.click()
    settle(player)
    yield "scene-outcome"
    page.locator(".top button").click()
    page.locator("dialog").wait_for()
    yield "scene-menu"
    page.locator("dialog .button").first.click()
    page.locator(".panel-paused").wait_for()
    yield "scene-paused"
    page.locator(".panel-paused .button-primary").click()
    player.wait_for_scene()
    player.play_to_the_end()
    player.verify_the_dice()
    page.locator(".verify details summary").click()
    settle(player)
    yield "summary"
    player.open("/run/nothing-here")
    page.locator(".panel .button-primary").wait_for()
    yield "error"


def tour_of_a_table(leader: Player, friend: Player) -> Iterator[str]:
    """Walks a leader through what is only to be seen in company."""
    page = leader.page
    sit_down(leader, friend)
    friend.page.locator(".ready-button").click()
    page.locator(".ready-mark").wait_for()
    settle(leader)
    yield "lobby"
    begin(leader, friend)
    talk(friend)
    say(friend, "Кто взял фонарь? Who took the lantern?")
    expect(page.locator(".chat-open .badge")).to_be_visible()
    friend.page.locator("#chat-text").press_sequentially("Was it")
    page.locator(".member-typing").wait_for()
    settle(leader)
    yield "scene-shared"
    talk(leader)
    say(leader, "The thirteenth burns by itself.")
    expect(lines(leader)).to_have_count(2)
    page.locator(".segment").filter(has=page.locator('input[value="whisper"]')).click()
    settle(leader)
    yield "scene-chat"
    page.keyboard.press("Escape")
    page.locator(".x-card").click()
    page.locator("dialog").wait_for()
    settle(leader)
    yield "scene-x-card"
    page.locator("dialog .button-primary").click()
    page.locator(".panel-paused").wait_for()
    settle(leader)
    yield "scene-x-card-shown"


def settle(player: Player):
    """The picture has come, and what fades in has faded in."""
    pictures = player.page.locator(".plate .picture")
    if pictures.count() > 0:
        expect(pictures.first).to_have_class("picture is-here")
    player.page.evaluate("Promise.all(document.getAnimations().filter(each => each.effect.getTiming().iterations !== Infinity).map(each => each.finished.catch(() => {})))")
