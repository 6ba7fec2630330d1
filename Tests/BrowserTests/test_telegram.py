"""Launched by Telegram: the signed data of the address let the player in without a tap, in the language of the account."""

import hashlib
import hmac
import json
import re
import time
from urllib.parse import quote, urlencode

from playwright.sync_api import expect

from server import BOT_TOKEN


def signed(user: dict) -> str:
    """initData as Telegram's server signs it: https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app"""
    fields = {"auth_date": str(int(time.time())), "query_id": "AAHdF6IQAAAAAN0XohDhrOrc", "user": json.dumps(user, ensure_ascii=False)}
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    secret = hmac.new(b"WebAppData", BOT_TOKEN.encode(), hashlib.sha256).digest()
    return urlencode({**fields, "hash": hmac.new(secret, lines.encode(), hashlib.sha256).hexdigest()})


def test_telegram_opens_the_book_without_a_tap_and_a_tale_begins_in_russian(open_player):
    player = open_player("en")
    data = signed({"id": 7_000_000_001, "first_name": "Мира", "language_code": "ru"})
    player.page.goto(f"/play#tgWebAppData={quote(data, safe='')}&tgWebAppVersion=8.0&tgWebAppPlatform=android")
    player.page.locator(".boundary").first.wait_for()
    assert "tgWebAppData" not in player.page.url
    expect(player.page.locator("html")).to_have_attribute("lang", "ru")
    expect(player.page.locator(".code-text")).to_have_count(0)
    player.main_button.click()
    expect(player.page).to_have_url(re.compile("#/tales"))

    player.create_character("Мирабель")
    player.begin()
    assert re.search("[а-яё]", player.page.locator(".prose").inner_text(), re.IGNORECASE)
    player.own_move("Осматриваюсь и прислушиваюсь.")
    expect(player.page.locator(".came .dice")).to_be_visible()

    player.page.reload()
    player.wait_for_scene()
    expect(player.page.locator("html")).to_have_attribute("lang", "ru")
