"""From the cover of the book to its last page, alone, in both languages."""

import re

import pytest
from playwright.sync_api import expect

from journey import FIRST_TALE

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
UNKNOWN_KEY = re.compile(r"\b(?:error|entry|notice|tale|tales|scene|dice|result|summary|verify|skill|ability|nav)\.[a-zA-Z_.]+")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_story_is_played_to_its_end_and_its_dice_hold(open_player, language):
    player = open_player(language)
    player.enter("Мира" if language == "ru" else "Mira")
    player.create_character("Мирабель" if language == "ru" else "Mirabel")
    player.begin()

    assert player.page.locator("html").get_attribute("lang") == language
    prose = player.page.locator(".prose").inner_text()
    assert bool(CYRILLIC.search(prose)) == (language == "ru")

    player.own_move("Осматриваюсь и прислушиваюсь." if language == "ru" else "I look around and listen.")
    expect(player.page.locator(".came .dice")).to_be_visible()
    player.play_to_the_end()

    expect(player.page.locator(".summary .prose")).not_to_be_empty()
    verdict = player.verify_the_dice()
    expect(verdict).to_have_class(re.compile("verdict-good"))
    expect(player.page.locator(".rolls .breaks")).to_have_count(0)
    assert not UNKNOWN_KEY.search(player.page.locator("body").inner_text())


def test_every_choice_says_its_skill_and_its_chance_in_words(player):
    player.reach_a_scene()
    checks = player.page.locator(".choices .choice-check")
    expect(checks.first).to_be_visible()
    for text in checks.all_inner_texts():
        _, skill, chance = [part.strip() for part in text.split("\n") if part.strip()]
        assert re.fullmatch(r"[A-Z][a-z ]+ against \d+", skill)
        assert chance in ("almost sure", "likely", "even odds", "risky", "a long shot")


def test_the_dice_block_shows_formula_roll_total_and_outcome(player):
    player.reach_a_scene()
    player.own_move("I listen to what the others do not say.")
    block = player.page.locator(".dice").first
    roll, modifier, total, against = re.fullmatch(
        r"(\d+) ([+−] \d+) = (−?\d+) against (\d+)", block.locator(".dice-sum").inner_text()).groups()
    number = lambda text: int(text.replace("−", "-").replace(" ", ""))
    assert number(roll) + number(modifier) == number(total)
    block.locator("summary").click()
    rows = dict(zip(block.locator("dt").all_inner_texts(), block.locator("dd").all_inner_texts()))
    assert rows["Die"] == roll and rows["Total"] == total and rows["Difficulty"] == against
    assert rows["Formula"].startswith("1d20")
    assert rows["Outcome"] in ("Success", "At a price", "Failure")


def test_the_die_rolls_once_and_stops_at_its_face(open_player):
    player = open_player(still=False)
    player.reach_a_scene()
    player.own_move("I toss a coin and catch it.")
    die = player.page.locator(".die").first
    expect(die).to_have_class(re.compile("is-stopped"))
    face = die.locator(".die-face").text_content()
    assert player.page.locator(".dice-sum").first.inner_text().startswith(f"{face} ")


def test_reading_goes_on_at_the_title_of_the_new_scene(player):
    player.reach_a_scene()
    player.own_move("I go on.")
    expect(player.title).to_be_focused()
    assert player.page.evaluate("scrollY") == 0


def test_a_pause_stops_the_story_until_it_is_resumed(player):
    player.reach_a_scene()
    player.page.locator(".top button").click()
    player.page.locator(".dialog .button").first.click()
    paused = player.page.locator(".panel-paused")
    expect(paused).to_be_visible()
    expect(player.choices).to_have_count(0)
    paused.locator(".button-primary").click()
    expect(player.choices.first).to_be_visible()


def test_the_shelf_leads_back_into_an_unfinished_story(player):
    player.reach_a_scene()
    title = player.title.inner_text()
    player.open("/tales")
    player.page.locator("a.bookmark").click()
    expect(player.title).to_have_text(title)


def test_a_story_can_be_ended_early_and_its_dice_still_hold(player):
    player.reach_a_scene()
    player.own_move("I listen.")
    player.page.locator(".top button").click()
    player.page.locator("dialog .button-danger").click()
    player.page.locator("dialog .button-danger").click()
    expect(player.page).to_have_url(re.compile("/summary"))
    expect(player.verify_the_dice()).to_have_class(re.compile("verdict-good"))


def test_who_is_in_a_story_is_not_offered_for_another(player):
    player.reach_a_scene()
    player.open("/tales")
    player.page.locator(FIRST_TALE).click()
    expect(player.page.locator(".tale-page")).to_be_visible()
    expect(player.page.locator(".picks")).to_have_count(0)
    player.main_button.click()
    player.wait_for_scene()
