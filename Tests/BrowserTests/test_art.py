"""Pictures that are made while a story is played: none keeps the words waiting, all come, and all at the table see them."""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from conftest import PHONE, SCREENSHOTS
from screens import settle
from server import Server

#: In the single-file form: its scenes have no picture, so they are drawn.
PACK = Path(__file__).resolve().parents[2] / "examples/packs/wake_for_a_hill.yaml"
DRAWN = re.compile(r"/assets/")


@pytest.fixture(scope="module")
def server():
    server = Server(os.environ["MIMIC"])
    (server.data / "packs").mkdir(parents=True)
    shutil.copy(PACK, server.data / "packs")
    server.start()
    yield server
    server.close()


@pytest.fixture(scope="module")
def url(server: Server) -> str:
    return server.url


@pytest.fixture
def player(open_player):
    return open_player("en")


@pytest.fixture
def reader(player):
    player.enter("Mira")
    player.create_character("Mirabel")
    player.open("/tales")
    player.page.locator('.tale[href*="wake_for_a_hill"]').click()
    player.page.locator(".picks").wait_for()
    player.main_button.click()
    player.page.locator(".choices").wait_for()
    return player


def is_drawn(locator):
    """The image has pixels, whenever they came."""
    locator.page.wait_for_function("image => image.naturalWidth > 0", arg=locator.element_handle())


def photograph(player, name: str, size: dict):
    SCREENSHOTS.mkdir(exist_ok=True)
    player.page.set_viewport_size(size)
    settle(player)
    player.page.screenshot(path=SCREENSHOTS / f"art-{name}.png", full_page=True)
    player.page.set_viewport_size(PHONE)


def test_a_scene_is_read_at_once_and_its_picture_comes_later(reader):
    plate = reader.page.locator(".plate img")
    expect(reader.page.locator(".prose")).not_to_be_empty()
    is_drawn(plate)
    expect(plate).to_have_css("opacity", "1")
    assert plate.get_attribute("alt")
    photograph(reader, "late-phone", PHONE)
    photograph(reader, "late-laptop", {"width": 1280, "height": 800})


def test_until_a_picture_comes_its_place_is_empty_and_not_broken(player, request):
    # As long as it is being made: its place answers, and has no picture.
    player.page.route(DRAWN, lambda route: route.fulfill(status=202))
    reader = request.getfixturevalue("reader")
    plate = reader.page.locator(".plate .picture")
    assert plate.bounding_box()["height"] > 150
    expect(plate).to_have_css("opacity", "0")
    SCREENSHOTS.mkdir(exist_ok=True)
    reader.page.screenshot(path=SCREENSHOTS / "art-waited-for.png")
    reader.page.unroute(DRAWN)
    is_drawn(plate)
    expect(plate).to_have_css("opacity", "1")


def test_the_next_scene_has_its_picture_already(reader):
    is_drawn(reader.page.locator(".plate img"))
    first = reader.page.locator(".plate img").evaluate("image => image.currentSrc")
    turn = reader.turn
    reader.choices.first.click()
    reader.wait_for_turn_after(turn)
    plate = reader.page.locator(".plate img")
    is_drawn(plate)
    assert plate.evaluate("image => image.currentSrc") != first


def test_a_moment_is_drawn_when_somebody_asks(reader):
    plate = reader.page.locator(".plate img")
    is_drawn(plate)
    promised = plate.get_attribute("src")
    reader.page.locator(".top button.button-round").click()
    reader.page.get_by_role("button", name="Draw this moment").click()
    expect(plate).not_to_have_attribute("src", promised)
    is_drawn(plate)
    photograph(reader, "moment", PHONE)


def test_without_pictures_none_is_asked_for(open_player):
    player = open_player("en")
    player.enter("Oleg")
    asked = []
    player.page.on("request", lambda request: DRAWN.search(request.url) and asked.append(request.url))
    player.open("/settings")
    player.pick("pictures", "false")
    player.create_character("Olegard")
    player.open("/tales")
    player.page.locator('.tale[href*="wake_for_a_hill"]').click()
    player.page.locator(".picks").wait_for()
    player.main_button.click()
    player.page.locator(".choices").wait_for()
    expect(player.page.locator(".plate")).to_have_count(0)
    assert asked == []


def test_a_scene_is_read_aloud_when_somebody_asks_and_never_by_itself(reader):
    heard = []
    reader.page.on("response", lambda answer: answer.url.endswith(".ogg") and heard.append(answer.status))
    button = reader.page.locator(".story-head button")
    expect(button).to_have_text("Listen")
    assert heard == []
    button.click()
    expect(button).to_have_text("Stop")
    assert set(heard) <= {200, 206} and heard
    button.click()
    expect(button).to_have_text("Listen")
