"""A story that is taken back."""

from playwright.sync_api import expect


def begin_where_a_leader_may(player):
    """A campaign of the shelf that lets its leader take the story back, alone."""
    player.enter()
    player.create_character()
    player.open("/tales")
    player.page.locator(".tale").first.wait_for()
    campaigns = player.page.evaluate("async () => (await (await fetch('/v1/campaigns')).json()).items")
    place = next(place for place, campaign in enumerate(campaigns) if campaign["metadata"]["leaderRewind"])
    player.page.locator(".tale").nth(place).click()
    player.page.locator(".picks").wait_for()
    player.main_button.click()
    player.wait_for_scene()


def open_rewind(player):
    player.page.locator("button.button-round").click()
    player.page.locator("dialog .button-wide", has_text="Turn back").click()
    player.page.locator("#rewind-where").wait_for()


def test_the_leader_turns_back_and_the_story_goes_on_from_there(player):
    begin_where_a_leader_may(player)
    first = player.title.inner_text()
    for _ in range(3):
        player.choose_something_new()
    open_rewind(player)
    options = player.page.locator("#rewind-where option")
    expect(options).to_have_count(3)
    expect(options.last).to_have_text(f"1. {first}")
    player.page.locator("dialog .button-primary").last.click()
    expect(player.page.locator("dialog .field-error:visible")).to_have_text("Say a word about why.")
    player.page.locator("#rewind-where").select_option("0")
    player.page.locator("#rewind-reason").fill("We wanted to see the other way")
    player.page.locator("dialog .button-primary").last.click()
    expect(player.page.locator('.scene[data-turn="0"]')).to_be_visible()
    expect(player.page.locator("dialog")).to_have_count(0)
    expect(player.title).to_have_text(first)
    player.choose_something_new()
    assert player.turn == 1
    open_rewind(player)
    expect(options).to_have_count(1)


def test_nobody_turns_back_before_the_first_move(player):
    begin_where_a_leader_may(player)
    player.page.locator("button.button-round").click()
    expect(player.page.locator("dialog .button-wide").first).to_be_visible()
    expect(player.page.locator("dialog .button-wide", has_text="Turn back")).to_have_count(0)
