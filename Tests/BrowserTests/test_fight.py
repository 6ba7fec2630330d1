"""A fight in rounds: order, zones and hit points are seen, each action is a button, and it ends with its own words."""

import os
import re

import pytest
from playwright.sync_api import expect

import fight_pack
from conftest import SCREENSHOTS
from server import Server
from table import ask_for, gather
from test_every_screen import AXE, SIZES, small_targets, sticks_out
from test_keyboard import walk_to


@pytest.fixture(scope="module")
def server():
    server = Server(os.environ["MIMIC"])
    fight_pack.write(server.data / "packs")
    server.start()
    yield server
    server.close()


@pytest.fixture(scope="module")
def url(server: Server) -> str:
    return server.url


def begin_the_hunt(player):
    player.enter()
    player.create_character()
    open_tale(player, "The Hunt|Охота")
    player.page.locator(".picks").wait_for()
    player.main_button.click()
    player.page.locator(".fight").wait_for()


def open_tale(player, title: str):
    player.open("/tales")
    player.page.locator(".tale").filter(has_text=re.compile(title)).first.click()


def go_out(player, choice: int, preset: str = "bard"):
    """To the siege, alone, by one of the ways out of the camp."""
    player.enter()
    player.create_character(preset=preset)
    open_tale(player, "The Siege|Осада")
    player.page.locator(".picks").wait_for()
    player.main_button.click()
    player.wait_for_scene()
    player.choose(choice)


def unfold(player, kind: str):
    fold = player.page.locator(f'[data-fold="{kind}"]')
    fold.locator("summary").click()
    expect(fold).to_have_attribute("open", "")
    return fold


def act(player, button) -> str:
    """Gives back what happened, in the words of the page."""
    turn = player.turn
    button.click()
    player.wait_for_turn_after(turn)
    return player.page.locator(".came .changes").inner_text()


def spilt_words(player) -> list[str]:
    """Buttons whose words stand out of them."""
    return player.page.evaluate("""() => [...document.querySelectorAll('button')]
        .filter((node) => node.checkVisibility() && node.scrollWidth > node.clientWidth)
        .map((node) => node.textContent)""")


def axe(player) -> list:
    player.page.evaluate(AXE)
    return player.page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]


@pytest.mark.parametrize("language,title,round_one,end", [
    ("en", "The Hares", "Round 1", "The wood is quiet."), ("ru", "Зайцы", "Раунд 1", "Лес стихает."),
])
def test_a_fight_is_won_by_buttons(open_player, language, title, round_one, end):
    player = open_player(language=language)
    begin_the_hunt(player)
    expect(player.title).to_have_text(title)
    page = player.page
    expect(page.locator(".fight-round")).to_have_text(round_one)
    expect(page.locator(".fight-head")).to_have_class(re.compile("is-mine"))
    expect(page.locator(".combatant")).to_have_count(3)
    expect(page.locator(".combatant[aria-current]")).to_contain_text("Mirabel")
    assert axe(player) == []
    assert sticks_out(player) == 0
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"fight-{language}-begin.png", full_page=True)
    turn = player.turn
    page.locator('[data-action="move"]').first.click()
    player.wait_for_turn_after(turn)
    expect(page.locator('[data-action="move"]')).to_have_count(0)
    expect(page.locator(".changes li").first).to_contain_text("Mirabel")
    page.screenshot(path=SCREENSHOTS / f"fight-{language}-moved.png", full_page=True)
    for _ in range(100):
        if page.locator(".fight").count() == 0:
            break
        turn = player.turn
        page.locator('[data-action="attack"]').first.click()
        player.wait_for_turn_after(turn)
    expect(page.locator(".outcome-text")).to_contain_text(end)


def test_a_fight_can_be_left(open_player):
    player = open_player()
    begin_the_hunt(player)
    turn = player.turn
    player.page.locator('[data-action="flee"]').click()
    player.wait_for_turn_after(turn)
    expect(player.page.locator(".fight")).to_have_count(0)
    expect(player.title).to_have_text("Supper")


@pytest.mark.parametrize("language,label,told", [
    ("en", "Change place: The Cellar", "Mirabel changes place: The Cellar."), ("ru", "Сменить место: Погреб", "Mirabel меняет место: Погреб."),
])
def test_a_zone_has_the_name_that_its_author_gave_it(open_player, language, label, told):
    player = open_player(language)
    go_out(player, 0)
    assert told in act(player, player.page.get_by_role("button", name=label))
    expect(player.page.locator(".combatant[aria-current]")).to_contain_text(label.split(": ")[1])


def test_a_skill_says_what_it_does_and_is_used_on_whom_one_chooses(open_player):
    player = open_player()
    go_out(player, 0)
    fold = unfold(player, "skill")
    shake = fold.locator('.use[aria-label^="Shake"]')
    expect(shake).to_contain_text("attacks worse next time")
    expect(fold.locator('.use[aria-label^="Treat"]')).to_have_count(0)
    labels = shake.locator(".choice-label").all_inner_texts()
    # The best of the bard's first, with what the charm adds.
    assert labels[0] == "Persuasion\u00a0+7" and len(labels) == 3
    player.pick("skill-target", "boar-2")
    said = act(player, shake.locator(".choice").first)
    assert re.search(r"Mirabel: persuasion, \d+ against 10: (success|failure)\.", said)
    assert "Boar 2 is shaken" in said or "failure" in said


def test_bleeding_is_treated_with_a_skill_or_a_thing(open_player):
    player = open_player()
    go_out(player, 1)
    fold = unfold(player, "skill")
    expect(fold.locator('.use[aria-label^="Treat"] .choice-label')).to_have_text(["Survival\u00a0+0"])
    salve = unfold(player, "use_item").locator(".choices .choice")
    expect(salve).to_have_count(1)
    expect(salve.locator(".choice-label")).to_have_text("Wax salve")
    expect(salve.locator(".choice-note")).to_have_text("Restores 4 hit points, stops the bleeding. 2 uses left.")
    said = act(player, salve)
    assert "Mirabel uses: Wax salve." in said and "no longer bleeding" in said
    salve = unfold(player, "use_item").locator(".choices .choice")
    expect(salve.locator(".choice-note")).to_contain_text("1 use left.")
    act(player, salve)
    expect(player.page.locator('[data-fold="use_item"]')).to_have_count(0)


def test_the_belongings_are_shown_in_the_story(open_player):
    player = open_player()
    go_out(player, 0)
    act(player, unfold(player, "use_item").locator(".choices .choice"))
    player.page.locator(".top button").click()
    player.page.locator('[data-open="things"]').click()
    dialog = player.page.locator("dialog")
    expect(dialog.locator('[data-item="salve"]')).to_contain_text("uncommon · 1 use left.")
    expect(dialog.locator('[data-item="salve"]')).to_contain_text("Restores 4 hit points, stops the bleeding.")
    expect(dialog.locator('[data-item="charm"]')).to_contain_text("rare · neck · worn · attuned")
    assert axe(player) == []
    assert sticks_out(player) == 0
    SCREENSHOTS.mkdir(exist_ok=True)
    player.page.screenshot(path=SCREENSHOTS / "fight-belongings.png")
    dialog.locator(".button-primary").click()
    expect(dialog).to_have_count(0)


def test_a_turn_is_played_by_keyboard(open_player):
    player = open_player()
    go_out(player, 0)
    turn = player.turn
    walk_to(player.page, '[data-fold="skill"] summary')
    player.page.keyboard.press("Enter")
    walk_to(player.page, 'input[name="skill-target"]')
    player.page.keyboard.press("ArrowRight")
    # Whichever of the boars that is.
    expect(player.page.locator('input[name="skill-target"]').nth(1)).to_be_checked()
    walk_to(player.page, '.use[aria-label^="Stun"] .choice')
    player.page.keyboard.press("Enter")
    player.wait_for_turn_after(turn)
    expect(player.page.locator(".came .changes")).to_contain_text("Mirabel")


def test_who_is_absent_is_waited_for_no_longer_than_a_decision_may_take(open_player):
    leader, friend = open_player(), open_player("ru")
    ask_for(leader, decision="leader", decisionSeconds=20)
    leader.enter("Mira")
    leader.create_character("Mirabel", "bard")
    link = gather(leader)
    friend.page.goto(link)
    friend.page.locator("#guest-name").fill("Oleg")
    friend.main_button.click()
    friend.page.locator(".boundary").first.wait_for()
    friend.main_button.click()
    friend.page.locator('main a[href="#/characters/new?join=1"]').click()
    friend.page.locator("#character-name").fill("Olgerd")
    friend.main_button.click()
    friend.page.locator(".picks").wait_for()
    friend.main_button.click()
    expect(leader.page.locator(".members-list")).to_contain_text("Olgerd")
    leader.main_button.click()
    leader.page.locator(".tale").filter(has_text="The Siege").first.click()
    leader.page.locator(".tale-page").wait_for()
    leader.main_button.click()
    leader.wait_for_scene()
    leader.choices.first.click()
    leader.page.locator(".fight").wait_for()
    friend.page.context.close()
    head = leader.page.locator(".fight-head")
    if "is-mine" in head.get_attribute("class"):
        expect(leader.page.locator(".fight-wait")).to_contain_text("You are waited for")
        leader.page.locator('[data-action="defend"]').click()
    expect(head).to_contain_text("Olgerd is on turn")
    expect(leader.page.locator(".fight-wait")).to_contain_text(re.compile(r"Olgerd has \d+ seconds? more to act"))
    expect(leader.page.locator('[data-action="advance"]')).to_have_count(0)
    assert axe(leader) == []
    SCREENSHOTS.mkdir(exist_ok=True)
    leader.page.screenshot(path=SCREENSHOTS / "fight-wait.png", full_page=True)
    expect(head).to_have_class(re.compile("is-mine"), timeout=120_000)
    expect(leader.page.locator(".came .changes")).to_contain_text("Olgerd hesitates, and only defends.")


def test_what_was_found_is_worn_at_home_and_can_be_taken_off(open_player):
    player = open_player()
    go_out(player, 2)
    player.play_to_the_end()
    player.open("/characters")
    player.page.locator(".gallery a").first.click()
    charm = player.page.locator('[data-item="charm"]')
    expect(charm).to_contain_text("rare · neck · worn · attuned · bound to its bearer · not for trade")
    assert axe(player) == []
    charm.get_by_role("button", name="Take off: Charm").click()
    expect(charm).to_contain_text("in the bag, does nothing there")
    expect(charm.get_by_role("button", name="Put on: Charm")).to_be_focused()
    charm.get_by_role("button", name="End attunement: Charm").click()
    expect(charm).to_contain_text("needs attunement")
    player.page.reload()
    charm.get_by_role("button", name="Attune: Charm").click()
    expect(charm).to_contain_text("· attuned ·")
    charm.get_by_role("button", name="Put on: Charm").click()
    expect(charm).to_contain_text("· worn ·")


@pytest.mark.parametrize("size", ["360x740", "1280x800"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_fight_is_pictured(open_player, language, size):
    width, height = SIZES[size]
    player = open_player(language, {"width": width, "height": height}, "light" if language == "ru" else "dark")
    go_out(player, 1)
    for kind in ("skill", "use_item"):
        unfold(player, kind)
    assert axe(player) == []
    assert sticks_out(player) == 0
    assert spilt_words(player) == []
    SCREENSHOTS.mkdir(exist_ok=True)
    player.page.screenshot(path=SCREENSHOTS / f"fight-{language}-{size}-turn.png", full_page=True)
    act(player, player.page.locator('[data-action="defend"]'))
    player.page.screenshot(path=SCREENSHOTS / f"fight-{language}-{size}-after.png", full_page=True)
    player.open("/characters")
    player.page.locator(".gallery a").first.click()
    player.page.locator(".items").wait_for()
    assert sticks_out(player) == 0
    player.page.screenshot(path=SCREENSHOTS / f"fight-{language}-{size}-sheet.png", full_page=True)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_fight_fits_320_pixels_and_large_letters(open_player, language):
    player = open_player(language, {"width": 320, "height": 568})
    player.open()
    player.page.evaluate("localStorage.setItem('mimic.preferences', JSON.stringify({ fontScale: 1.3 }))")
    player.page.reload()
    go_out(player, 1)
    for kind in ("skill", "use_item"):
        unfold(player, kind)
    assert sticks_out(player) == 0
    assert small_targets(player) == []
    assert spilt_words(player) == []
