"""Two players at one table."""

from playwright.sync_api import expect

from journey import FIRST_TALE
from table import gather


def test_a_friend_joins_by_the_link_and_comes_along_into_the_story(open_player):
    leader, friend = open_player(), open_player("ru")
    leader.enter("Mira")
    leader.create_character("Mirabel", "bard")
    link = gather(leader)

    friend.page.goto(link)
    friend.page.locator(".cover-invite").wait_for()
    assert "invite" not in friend.page.url
    friend.page.locator("#guest-name").fill("Oleg")
    friend.main_button.click()
    friend.page.locator(".boundary").first.wait_for()
    friend.main_button.click()
    friend.page.locator('main a[href="#/characters/new?join=1"]').click()
    friend.page.locator("#character-name").fill("Olgerd")
    friend.main_button.click()
    friend.page.locator(".picks").wait_for()
    friend.main_button.click()
    expect(friend.page.locator(".members-list")).to_contain_text("Olgerd")
    expect(leader.page.locator(".members-list")).to_contain_text("Olgerd")

    leader.main_button.click()
    leader.page.locator(FIRST_TALE).click()
    leader.page.locator(".tale-page").wait_for()
    leader.main_button.click()
    leader.wait_for_scene()
    friend.wait_for_scene()
    expect(friend.page.locator(".member")).to_have_count(2)

    turn = leader.turn
    # They vote: the story goes on when both have chosen.
    leader.choices.first.click()
    friend.choose(0)
    leader.wait_for_turn_after(turn)
    assert friend.title.inner_text() == leader.title.inner_text()


def test_a_wrong_code_is_refused_in_words(player, watch):
    watch.allowed = ["403"]
    player.enter()
    player.create_character()
    player.open("/parties")
    player.page.locator(".input-code").fill("ABCD-EFGH")
    player.page.locator("form .button").click()
    player.page.locator(".picks").wait_for()
    player.main_button.click()
    expect(player.page.locator(".field-error")).to_contain_text("No party has this code")


def test_the_lobby_shows_a_code_for_cameras(player):
    player.enter()
    player.create_character()
    gather(player)
    code = player.page.locator(".qr svg")
    expect(code).to_be_visible()
    box = code.bounding_box()
    assert box["width"] == box["height"] > 150
    # The finder pattern in the corner: seven dark modules in a row.
    assert code.locator("path").get_attribute("d").startswith("M0 0h7v1H0z")
