"""Settings take effect at once, last, and wear Telegram's colours only where they can be read."""

import json
from urllib.parse import quote

import pytest
from playwright.sync_api import expect


def test_settings_take_effect_at_once_and_survive_a_reload(player):
    player.enter()
    player.open("/settings")
    player.pick("theme", "light")
    player.pick("font", "1.3")
    player.pick("contrast", "more")
    player.pick("pictures", "false")
    root = player.page.locator("html")
    for attribute, value in {"data-theme": "light", "data-contrast": "more", "data-pictures": "off"}.items():
        expect(root).to_have_attribute(attribute, value)
    player.page.reload()
    expect(player.title).to_be_visible()
    for attribute, value in {"data-theme": "light", "data-contrast": "more", "data-pictures": "off"}.items():
        expect(root).to_have_attribute(attribute, value)


def test_the_language_changes_in_place(player):
    player.enter()
    player.open("/settings")
    player.pick("language", "ru")
    expect(player.title).to_have_text("Настройки")
    expect(player.page.locator("html")).to_have_attribute("lang", "ru")
    expect(player.page.locator(".tabs")).to_contain_text("Герои")


def test_without_pictures_no_picture_is_asked_for(player):
    player.reach_a_scene()
    expect(player.page.locator(".plate")).to_have_count(1)
    player.open("/settings")
    player.pick("pictures", "false")
    player.page.go_back()
    player.wait_for_scene()
    expect(player.page.locator(".plate")).to_have_count(0)


def launch(player, colours: dict):
    """As Telegram opens it: everything is in the address. The signature is nobody's, so the cover comes."""
    data = quote("user=" + quote(json.dumps({"id": 1, "language_code": "ru"})) + "&auth_date=1&hash=0")
    player.page.goto(f"/play#tgWebAppData={data}&tgWebAppVersion=8.0&tgWebAppPlatform=web&tgWebAppThemeParams={quote(json.dumps(colours))}")
    player.page.locator(".cover").wait_for()


@pytest.mark.parametrize(
    ("colours", "scheme", "ink"),
    [({"bg_color": "#ffffff", "text_color": "#000000", "hint_color": "#707579", "button_color": "#3390ec", "button_text_color": "#ffffff"}, "light", "#000000"),
     ({"bg_color": "#18222d", "text_color": "#ffffff", "hint_color": "#b1c3d5", "button_color": "#2ea6ff", "button_text_color": "#ffffff"}, "dark", "#ffffff"),
     ({"bg_color": "#777777", "text_color": "#888888"}, "dark", "")])
def test_telegrams_colours_are_worn_where_they_can_be_read(player, watch, colours, scheme, ink):
    watch.allowed = ["400", "401", "404"]
    launch(player, colours)
    expect(player.page.locator("html")).to_have_attribute("data-theme", scheme)
    assert player.page.evaluate("document.documentElement.style.getPropertyValue('--ink')") == ink
    assert "tgWebAppData" not in player.page.url
    expect(player.page.locator("html")).to_have_attribute("lang", "ru")
