"""What players of one table see of each other, at once and without a reload."""

import re

import pytest
from playwright.sync_api import expect

from table import begin, lines, member, say, sit_down, talk

AWAY = ["ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE", "ERR_SOCKET_NOT_CONNECTED"]


@pytest.fixture
def pair(open_player):
    """Two in the lobby of one party, the leader first."""
    players = open_player(), open_player()
    sit_down(*players)
    return players


def test_all_see_a_move_at_once_and_its_news_come_over_the_channel(pair):
    leader, friend = pair
    heard = []
    friend.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(frame)))
    begin(leader, friend)
    turn = leader.turn
    leader.choose(0)
    friend.wait_for_turn_after(turn)
    assert friend.title.inner_text() == leader.title.inner_text()
    assert any('"action.result"' in frame for frame in heard)


def test_the_lobby_shows_who_is_there_who_is_ready_and_leads_all_into_the_story(pair):
    leader, friend = pair
    for player in pair:
        expect(player.page.locator(".presence.is-online")).to_have_count(2)
    friend.page.locator(".ready-button").click()
    expect(friend.page.locator(".ready-button")).to_have_attribute("aria-pressed", "true")
    expect(member(leader, "Olgerd").locator(".ready-mark")).to_be_visible()
    expect(leader.page.locator(".ready-mark")).to_have_count(1)
    friend.page.locator(".ready-button").click()
    expect(leader.page.locator(".ready-mark")).to_have_count(0)
    begin(leader, friend)


def test_somebody_who_goes_is_seen_to_be_away_and_comes_back(pair):
    leader, friend = pair
    begin(leader, friend)
    there = member(leader, "Olgerd").locator(".presence.is-online")
    expect(there).to_be_visible()
    address = friend.page.url
    friend.page.goto("about:blank")
    expect(there).to_have_count(0)
    friend.page.goto(address)
    expect(there).to_be_visible()


def test_talk_reaches_all_and_a_whisper_only_its_two_ends(open_player):
    leader, friend, third = players = [open_player(), open_player("ru"), open_player()]
    sit_down(*players)
    begin(*players)
    talk(friend)
    friend.pick("chat-mode", "whisper")
    friend.page.locator("#chat-to").select_option(label="Mirabel")
    say(friend, "У Анники мой фонарь.")
    expect(lines(friend)).to_have_text(["У Анники мой фонарь."])
    expect(leader.page.locator(".chat-open .badge")).to_contain_text("1")
    friend.pick("chat-mode", "ic")
    say(friend, "Кто взял фонарь?")
    expect(leader.page.locator(".chat-open .badge")).to_contain_text("2")
    talk(leader)
    expect(lines(leader)).to_have_text(["У Анники мой фонарь.", "Кто взял фонарь?"])
    expect(leader.page.locator(".chat-whisper")).to_contain_text("whispers to you")
    expect(leader.page.locator(".chat-open .badge")).to_be_hidden()
    talk(third)
    expect(lines(third)).to_have_text(["Кто взял фонарь?"])
    leader.pick("chat-mode", "ooc")
    say(leader, "Back in five minutes.")
    expect(third.page.locator(".chat-ooc")).to_contain_text("out of character")
    third.page.reload()
    talk(third)
    expect(lines(third)).to_have_text(["Кто взял фонарь?", "Back in five minutes."])


def test_somebody_who_writes_is_seen_to_write(pair):
    leader, friend = pair
    begin(leader, friend)
    talk(friend)
    friend.page.locator("#chat-text").press_sequentially("Wait")
    expect(member(leader, "Olgerd").locator(".member-typing")).to_be_visible()
    friend.page.locator("#chat-text").press("Enter")
    expect(member(leader, "Olgerd").locator(".member-typing")).to_have_count(0)


def test_who_talks_goes_on_talking_when_the_page_turns(pair):
    leader, friend = pair
    begin(leader, friend)
    talk(friend)
    friend.page.locator("#chat-text").fill("I would not")
    turn = leader.turn
    leader.choose(0)
    friend.wait_for_turn_after(turn)
    expect(friend.page.locator("#chat-text")).to_be_focused()
    expect(friend.page.locator("#chat-text")).to_have_value("I would not")
    friend.page.keyboard.press("Escape")
    expect(friend.page.locator(".chat")).to_be_hidden()
    expect(friend.page.locator(".chat-open")).to_be_focused()


def test_a_restart_of_the_server_loses_no_words_and_doubles_none(pair, server, watch):
    watch.allowed = AWAY
    leader, friend = pair
    begin(leader, friend)
    leader.page.locator(".own summary").click()
    leader.page.locator(".own textarea").fill("I count the lanterns twice.")
    talk(friend)
    say(friend, "Before.")
    expect(leader.page.locator(".chat-open .badge")).to_contain_text("1")
    server.stop()
    try:
        for player in pair:
            expect(player.page.locator(".banner")).to_be_visible()
        say(friend, "Meanwhile.")
        expect(friend.page.locator(".chat-line").last).to_contain_text("on its way")
    finally:
        server.start()
    for player in pair:
        expect(player.page.locator(".banner")).not_to_be_visible()
    expect(leader.page.locator(".chat-open .badge")).to_contain_text("2")
    talk(leader)
    for player in pair:
        expect(lines(player)).to_have_text(["Before.", "Meanwhile."])
    expect(friend.page.get_by_text("on its way")).to_have_count(0)
    leader.page.keyboard.press("Escape")
    expect(leader.page.locator(".own textarea")).to_have_value("I count the lanterns twice.")
    turn = leader.turn
    leader.page.locator(".own button").click()
    friend.wait_for_turn_after(turn)
    assert friend.turn == turn + 1


def test_who_is_let_go_is_told(pair, watch):
    watch.allowed = ["403"]
    leader, friend = pair
    member(leader, "Olgerd").locator("button").click()
    leader.page.locator("dialog .button-danger").click()
    expect(friend.title).to_have_text("Your chair is empty")
    expect(friend.title).to_be_focused()
    expect(leader.page.locator(".member-row")).to_have_count(1)


def show_x_card(player):
    player.page.locator(".x-card").click()
    expect(player.page.locator("dialog")).to_contain_text("nobody is told")
    player.page.locator("dialog .button-primary").click()


def test_the_x_card_stops_the_story_for_all_and_the_leader_resumes(pair):
    leader, friend = pair
    begin(leader, friend)
    show_x_card(friend)
    for player in pair:
        expect(player.page.locator(".panel-paused")).to_be_visible()
        expect(player.page.locator(".x-card")).to_be_hidden()
    expect(friend.page.locator("dialog")).to_have_count(0)
    expect(friend.page.locator(".panel-paused button")).to_have_count(0)
    leader.page.locator(".panel-paused .button-primary").click()
    friend.wait_for_scene()


def test_a_line_that_was_on_its_way_when_the_page_was_left_is_said_after_all(pair, watch):
    watch.allowed = ["ERR_INTERNET_DISCONNECTED"]
    leader, friend = pair
    begin(leader, friend)
    scene = friend.page.url
    talk(friend)
    friend.page.context.set_offline(True)
    say(friend, "Wait for me.")
    friend.open("/settings")
    expect(friend.page.locator(".chat")).to_have_count(0)
    friend.page.context.set_offline(False)
    friend.page.goto(scene)
    friend.wait_for_scene()
    talk(leader)
    expect(lines(leader)).to_have_text(["Wait for me."])
    talk(friend)
    expect(lines(friend)).to_have_text(["Wait for me."])


def test_an_open_x_card_closes_when_somebody_else_has_shown_one(pair):
    leader, friend = pair
    begin(leader, friend)
    leader.page.locator(".x-card").click()
    expect(leader.page.locator("dialog")).to_contain_text("nobody is told")
    show_x_card(friend)
    expect(leader.page.locator(".panel-paused")).to_be_visible()
    expect(leader.page.locator("dialog")).to_have_count(0)


def test_who_leads_next_can_resume_what_was_paused(pair):
    leader, friend = pair
    begin(leader, friend)
    show_x_card(friend)
    expect(friend.page.locator(".panel-paused")).to_be_visible()
    expect(friend.page.locator(".panel-paused button")).to_have_count(0)
    leader.open("/parties")
    leader.page.locator('main a[href^="#/parties/"]').first.click()
    leader.page.locator(".members-list").wait_for()
    leader.page.locator(".sheet-end .button-danger").click()
    leader.page.locator("dialog .button-danger").click()
    friend.page.locator(".panel-paused .button-primary").click()
    friend.wait_for_scene()


def test_a_lobby_lives_on_when_leaving_is_refused(pair, watch):
    watch.allowed = ["409"]
    leader, friend = pair
    friend.page.route("**/leave", lambda route: route.fulfill(status=409, json={"error": "busy", "message": "Not now."}))
    friend.page.locator(".sheet-end .button-danger").click()
    friend.page.locator("dialog .button-danger").click()
    expect(friend.page.locator(".sheet-end [role=alert]")).not_to_be_empty()
    leader.page.locator(".ready-button").click()
    expect(friend.page.locator(".ready-mark")).to_be_visible()


def test_who_sat_alone_can_talk_when_somebody_comes(open_player):
    alone, friend = open_player(), open_player("ru")
    sit_down(alone)
    begin(alone)
    expect(alone.page.locator(".chat-open")).to_have_count(0)
    alone.page.goto(alone.page.url.replace(alone.page.url.split("#")[1], "/parties"))
    alone.page.locator('main a[href^="#/parties/"]').first.click()
    link = alone.page.locator(".code-text").nth(1).inner_text()
    alone.page.go_back()
    alone.page.go_back()
    alone.wait_for_scene()
    friend.enter("Oleg")
    friend.create_character("Olgerd", "warrior")
    friend.page.goto(link)
    friend.open("/join")
    friend.page.locator(".picks").wait_for()
    friend.main_button.click()
    talk(alone)
    say(alone, "Come in.")
    expect(lines(alone)).to_have_text(["Come in."])


def test_who_was_away_is_told_what_happened(pair):
    leader, friend = pair
    begin(leader, friend)
    address, turn = friend.page.url, friend.turn
    friend.page.goto("about:blank")
    for _ in range(3):
        leader.choose_something_new()
    friend.page.goto(address)
    friend.wait_for_scene()
    assert friend.turn == turn + 3
    told = friend.page.locator(".away li")
    expect(told).to_have_count(2)
    expect(told.first).to_contain_text("Mirabel")
    turn = leader.turn
    leader.choose_something_new()
    friend.wait_for_turn_after(turn)
    expect(friend.page.locator(".away")).to_have_count(0)


def test_without_sockets_the_page_asks_again_and_says_that_news_come_late(open_player):
    leader, friend = players = open_player(), open_player()
    friend.page.route_web_socket(re.compile("/ws/"), lambda socket: socket.close(code=1011))
    sit_down(*players)
    begin(*players)
    turn = leader.turn
    leader.choose(0)
    friend.wait_for_turn_after(turn)
    expect(friend.page.locator(".live-note")).not_to_be_empty()
    expect(leader.page.locator(".live-note")).to_be_empty()
