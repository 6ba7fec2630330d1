"""Reloads, lost connections, second tabs: nothing that a player did is lost or done twice."""

import re

import pytest
from playwright.sync_api import Route, expect


def test_a_reload_in_the_middle_shows_the_same_page(player):
    player.reach_a_scene()
    player.own_move("I go on.")
    title, turn = player.title.inner_text(), player.turn
    player.page.reload()
    player.wait_for_scene()
    assert (player.title.inner_text(), player.turn) == (title, turn)
    player.choose(0)


def test_typed_words_survive_a_reload(player):
    player.reach_a_scene()
    player.page.locator(".own summary").click()
    player.page.locator(".own textarea").fill("I hide behind the")
    player.page.reload()
    expect(player.page.locator(".own textarea")).to_have_value("I hide behind the")


def test_typed_words_outlive_another_move(player):
    player.reach_a_scene()
    player.page.locator(".own summary").click()
    player.page.locator(".own textarea").fill("I hide behind the")
    turn = player.turn
    player.choices.first.click()
    player.wait_for_turn_after(turn)
    expect(player.page.locator(".own textarea")).to_have_value("I hide behind the")


def test_a_link_that_was_cut_leads_somewhere(player, watch):
    watch.allowed = ["404"]
    player.enter()
    player.open("/run/%E0%A")
    expect(player.page.locator(".panel .button-primary")).to_be_visible()


def test_what_was_made_before_the_answer_was_lost_is_not_made_twice(player, watch):
    watch.allowed = ["ERR_FAILED"]
    player.enter()
    player.open("/characters/new")
    player.page.locator("#character-name").fill("Mirabel")

    def lose(route: Route):
        route.fetch()
        route.abort()

    player.page.route("**/v1/characters", lose, times=1)
    player.main_button.click()
    expect(player.page.locator("[role=alert]")).not_to_be_empty()
    player.main_button.click()
    player.page.wait_for_url(lambda url: "/new" not in url)
    player.open("/characters")
    expect(player.page.locator('a[href^="#/characters/"]').filter(has_text="Mirabel")).to_have_count(1)


def test_a_move_made_without_a_connection_is_kept_and_sent_once(player, watch):
    watch.allowed = ["ERR_INTERNET_DISCONNECTED"]
    player.reach_a_scene()
    turn = player.turn
    actions = []
    player.page.on("request", lambda request: request.url.endswith("/action") and actions.append(request))
    player.page.context.set_offline(True)
    player.choices.first.click()
    expect(player.page.locator(".banner")).to_be_visible()
    expect(player.page.locator(".said")).not_to_be_empty()
    expect(player.page.locator(".choice.is-chosen")).to_have_count(1)
    player.page.context.set_offline(False)
    player.wait_for_turn_after(turn)
    expect(player.page.locator(".banner")).not_to_be_visible()
    assert player.turn == turn + 1
    assert len({request.headers["idempotency-key"] for request in actions}) == 1


def test_a_restart_of_the_server_in_the_middle_of_a_scene_loses_nothing(player, server, watch):
    watch.allowed = ["ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE"]
    player.reach_a_scene()
    title, turn = player.title.inner_text(), player.turn
    server.stop()
    try:
        player.page.locator(".own summary").click()
        player.page.locator(".own textarea").fill("I wait for the candle to be lit again.")
        player.page.locator(".own button").click()
        expect(player.page.locator(".banner")).to_be_visible()
        expect(player.page.locator(".own textarea")).to_have_value("I wait for the candle to be lit again.")
        assert (player.title.inner_text(), player.turn) == (title, turn)
    finally:
        server.start()
    player.wait_for_turn_after(turn)
    expect(player.page.locator(".banner")).not_to_be_visible()
    expect(player.page.locator(".came")).to_be_visible()
    assert player.turn == turn + 1
    player.choose(0)


def test_a_lost_answer_does_not_make_two_moves(player, watch):
    watch.allowed = ["ERR_CONNECTION_RESET", "ERR_FAILED"]
    player.reach_a_scene()
    turn = player.turn
    lost = []

    def lose_the_first_answer(route: Route):
        if lost:
            return route.continue_()
        lost.append(route.fetch())
        route.abort("connectionreset")

    player.page.route("**/action", lose_the_first_answer)
    player.choices.first.click()
    player.wait_for_turn_after(turn)
    assert lost[0].status == 200
    assert player.turn == turn + 1


def test_a_move_that_was_under_way_when_the_page_was_reloaded_is_sent_again(player, watch):
    watch.allowed = ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED"]
    player.reach_a_scene()
    turn = player.turn
    player.page.on("dialog", lambda dialog: dialog.accept())
    player.page.route("**/action", lambda route: route.abort())
    player.choices.first.click()
    expect(player.page.locator(".banner")).to_be_visible()
    player.page.unroute("**/action")
    player.page.reload()
    player.wait_for_turn_after(turn)
    assert player.turn == turn + 1


def open_another_tab(player, watch, prepare=lambda page: None):
    """Of the same browser, at the same scene. `prepare` is called before it opens it."""
    other = type(player)(player.page.context.new_page())
    watch.follow(other.page)
    prepare(other.page)
    other.page.goto(player.page.url)
    other.wait_for_scene()
    return other


def test_a_second_tab_comes_along_by_itself(player, watch):
    player.reach_a_scene()
    other = open_another_tab(player, watch)
    turn = player.turn
    player.choose(0)
    other.wait_for_turn_after(turn)
    assert (other.turn, other.title.inner_text()) == (player.turn, player.title.inner_text())


def test_a_stale_move_shows_the_current_scene(player, watch):
    watch.allowed = ["409"]
    player.reach_a_scene()
    first_answer = []

    def hear_nothing_new(page):
        def answer_as_before(route: Route):
            if not first_answer:
                first_answer.append(route.fetch())
            route.fulfill(response=first_answer[0])

        page.route("**/v1/campaign-runs/*", answer_as_before)
        page.route_web_socket("**/ws/**", lambda socket: None)

    other = open_another_tab(player, watch, hear_nothing_new)
    player.choose(0)
    turn = other.turn
    other.choices.first.click()
    other.wait_for_turn_after(turn)
    expect(other.page.locator(".moves .field-error")).not_to_be_empty()
    assert other.turn == player.turn


@pytest.mark.parametrize("has_locks", [True, False], ids=["locks", "lease"])
def test_two_tabs_refresh_one_after_the_other(player, watch, has_locks):
    """Each tab starts with nothing but the shared refresh token, which rotates at every use. Plain HTTP has no locks."""
    if not has_locks:
        player.page.context.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    player.enter()
    for _ in range(3):
        other = type(player)(player.page.context.new_page())
        watch.follow(other.page)
        other.page.goto("/play#/characters", wait_until="commit")
        player.page.reload(wait_until="commit")
        expect(other.title).to_be_visible()
        expect(player.title).to_be_visible()
    assert player.page.evaluate("localStorage.getItem('mimic.refreshToken')") is not None


def test_an_expired_access_token_is_renewed_unseen(player, watch):
    watch.allowed = ["401"]
    player.reach_a_scene()
    refused = []

    def expire_once(route: Route):
        if refused:
            return route.continue_()
        refused.append(True)
        route.fulfill(status=401, json={"code": 401, "error": "unauthorized", "message": "The token has expired."})

    player.page.route("**/action", expire_once)
    player.choose(0)
    assert refused == [True]


def test_signing_out_in_one_tab_closes_the_other(player, watch):
    player.enter()
    other = type(player)(player.page.context.new_page())
    watch.follow(other.page)
    other.open("/characters")
    expect(other.title).to_be_visible()
    player.open("/settings")
    player.page.locator(".sheet-end .button").first.click()
    expect(player.page.locator(".cover")).to_be_visible()
    expect(other.page.locator(".cover")).to_be_visible()


def test_a_guest_comes_back_by_the_kept_key_and_by_the_typed_code(open_player, watch):
    player = open_player()
    player.enter("Mira")
    player.create_character("Mirabel")
    player.open("/settings")
    player.page.locator("summary", has_text="code").click()
    code = player.page.locator(".code-text").inner_text()
    player.page.locator(".sheet-end .button").first.click()
    player.page.locator(".cover .button-primary").first.click()
    expect(player.page).to_have_url(re.compile("#/tales"))

    elsewhere = open_player()
    elsewhere.open()
    elsewhere.page.locator("summary").first.click()
    elsewhere.page.locator('input[name="code"]').fill(code)
    elsewhere.page.locator("details[open] form .button").click()
    expect(elsewhere.page).to_have_url(re.compile("#/tales"))
    elsewhere.open("/characters")
    expect(elsewhere.page.locator(".face-name")).to_have_text("Mirabel")
