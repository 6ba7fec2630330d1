"""The whole way with the keyboard alone."""

import re

from playwright.sync_api import Page, expect

from journey import FIRST_TALE

MOST_STOPS = 120


def walk_to(page: Page, selector: str):
    """Tab until the focus is on `selector`; every stop on the way has a visible ring."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_a_story_begins_and_moves_by_keyboard_alone(player):
    page = player.page
    player.open()
    page.locator("#guest-name").wait_for()
    walk_to(page, "#guest-name")
    page.keyboard.type("Mira")
    page.keyboard.press("Enter")
    page.locator(".boundary").first.wait_for()

    walk_to(page, 'input[name="topic-gore"]')
    page.keyboard.press("ArrowRight")
    expect(page.locator('input[name="topic-gore"][value="veil"]')).to_be_checked()
    walk_to(page, "main > .page > .stack:last-child .button-primary")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#/tales"))

    walk_to(page, 'a.tab[href="#/characters"]')
    page.keyboard.press("Enter")
    walk_to(page, 'main a[href="#/characters/new"]')
    page.keyboard.press("Enter")
    walk_to(page, 'input[name="archetype"]')
    page.keyboard.press("ArrowRight")
    walk_to(page, "#character-name")
    page.keyboard.type("Mirabel")
    page.keyboard.press("Enter")
    expect(player.title).to_have_text("Mirabel")

    walk_to(page, 'a.tab[href="#/tales"]')
    page.keyboard.press("Enter")
    walk_to(page, FIRST_TALE)
    page.keyboard.press("Enter")
    page.locator(".picks").wait_for()
    walk_to(page, "main .button-primary")
    page.keyboard.press("Enter")
    player.wait_for_scene()

    turn = player.turn
    walk_to(page, ".choices .choice")
    page.keyboard.press("Enter")
    player.wait_for_turn_after(turn)
    expect(player.title).to_be_focused()

    turn = player.turn
    walk_to(page, ".own > summary")
    page.keyboard.press("Enter")
    walk_to(page, "#own-move")
    page.keyboard.type("I listen.")
    page.keyboard.press("Control+Enter")
    player.wait_for_turn_after(turn)


def test_the_skip_link_leads_past_the_navigation(player):
    player.enter()
    player.page.reload()
    expect(player.title).to_be_visible()
    player.page.evaluate("document.activeElement.blur()")
    walk_to(player.page, ".skip")
    expect(player.page.locator(".skip")).to_be_in_viewport()
    player.page.keyboard.press("Enter")
    expect(player.title).to_be_focused()


def test_the_focus_is_always_seen(player):
    player.reach_a_scene()
    for _ in range(8):
        player.page.keyboard.press("Tab")
        style = player.page.evaluate(
            "() => { const node = document.activeElement; const style = getComputedStyle(node);"
            " return node === document.body ? 'body' : `${style.outlineStyle} ${parseFloat(style.outlineWidth)}` }")
        assert style == "body" or style == "solid 3"


def test_a_dialog_keeps_the_focus_and_gives_it_back(player):
    player.reach_a_scene()
    button = player.page.locator(".top button")
    button.focus()
    player.page.keyboard.press("Enter")
    expect(player.page.locator("dialog")).to_be_visible()
    assert player.page.evaluate("document.activeElement.closest('dialog') !== null")
    player.page.keyboard.press("Escape")
    expect(player.page.locator("dialog")).to_have_count(0)
    expect(button).to_be_focused()
