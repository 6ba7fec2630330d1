"""An evening with Season 1, as it is shipped, in both languages: from the cover to an ending by the page's own buttons,
fights included, and the summary read to its end."""

import re

import pytest
from playwright.sync_api import expect

from conftest import PHONE, SCREENSHOTS
from journey import LONGEST_STORY, Player
from screens import settle
from test_every_screen import sticks_out

LAPTOP = {"width": 1280, "height": 800}

SEASON = '.tale[href*="small_hour"]'
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
#: An id of the pack, or a placeholder of ours.
LEFTOVER = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|[{}%]|undefined|null|NaN")

#: Labels that lead through a fight, whatever is rolled before: the pawnshop's storeroom, and there by force.
QUARRELS = re.compile("зелёный свет|green light|Взять пост силой|Take the post by force")


def take_first(player: Player, wanted: re.Pattern):
    """The first choice, or the one that is wanted; in a fight an attack."""
    attack = player.page.locator('[data-action="attack"]')
    turn = player.turn
    if player.page.locator(".fight").count() > 0:
        (attack.first if attack.count() > 0 else player.main_button).click()
    else:
        labels = player.page.locator(".choices .choice-label").all_inner_texts()
        index = next((index for index, label in enumerate(labels) if wanted.search(label)), None)
        if index is None:
            return player.choose_something_new()
        player.choices.nth(index).click()
    player.wait_for_turn_after(turn)


def photograph(player: Player, name: str):
    SCREENSHOTS.mkdir(exist_ok=True)
    settle(player)
    for size, viewport in (("phone", PHONE), ("laptop", LAPTOP)):
        player.page.set_viewport_size(viewport)
        assert sticks_out(player) == 0
        player.page.screenshot(path=SCREENSHOTS / f"season-{name}-{size}.png", full_page=True)
    player.page.set_viewport_size(PHONE)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_an_evening_is_played_from_the_cover_to_its_summary(open_player, language):
    player = open_player(language)
    page = player.page
    player.enter("Мира" if language == "ru" else "Mira")
    player.create_character("Мирабель" if language == "ru" else "Mirabel", preset="warrior")
    player.open("/tales")
    expect(page.locator(".tale").first).to_have_attribute("href", re.compile("small_hour"))
    page.locator(SEASON).click()
    page.locator(".picks").wait_for()
    player.main_button.click()
    player.wait_for_scene()
    photograph(player, f"{language}-scene")

    fights: set[str] = set()
    for _ in range(LONGEST_STORY):
        if player.is_at_the_end:
            break
        for text in page.locator(".prose").all_inner_texts():
            assert bool(CYRILLIC.search(text)) == (language == "ru")
        if page.locator(".fight").count() > 0 and player.title.inner_text() not in fights:
            fights.add(player.title.inner_text())
            photograph(player, f"{language}-fight-{len(fights)}")
        take_first(player, QUARRELS)
    expect(page).to_have_url(re.compile("/summary"))
    assert fights

    story = page.locator(".summary .prose").inner_text()
    assert len(story) > 2000 and "Мирабель" in story or "Mirabel" in story
    assert not LEFTOVER.search(page.locator("main").inner_text())
    expect(page.locator(".moment")).not_to_have_count(0)
    expect(page.locator(".deed li").first).to_be_visible()
    photograph(player, f"{language}-summary")
    expect(player.verify_the_dice()).to_have_class(re.compile("verdict-good"))
    expect(page.locator(".rolls .breaks")).to_have_count(0)
