"""The host: an invitation is accepted once, and a password opens the door from then on."""

import re

import pytest
from playwright.sync_api import Route, expect

from journey import Player

PASSWORD = "seven candles in a row"


def accept(player: Player, link: str, login: str):
    """As an address that is typed: also in a page that is there already."""
    player.page.goto(link)
    player.page.locator(".look-host").wait_for()
    player.page.locator("#account-login").fill(login)
    player.page.locator("#account-password").fill(PASSWORD)
    player.main_button.click()


def sign_in(player: Player, login: str):
    player.page.locator(".cover-more summary").last.click()
    player.page.locator("#account-login").fill(login)
    player.page.locator("#account-password").fill(PASSWORD)
    player.page.keyboard.press("Enter")


def begin(player: Player):
    """Past the notice, which has no recovery code for somebody with a password."""
    player.page.locator(".boundary").first.wait_for()
    expect(player.page.locator(".code-text")).to_have_count(0)
    player.main_button.click()
    expect(player.page).to_have_url(re.compile("#/tales"))


def sign_out(player: Player):
    player.open("/settings")
    expect(player.page.locator(".code-text")).to_have_count(0)
    player.page.locator(".sheet-end .button").first.click()
    player.page.locator(".cover").wait_for()


def roles(player: Player) -> list[str]:
    """What the access token says, which the page holds in memory alone: a fresh one."""
    return player.page.evaluate("""async () => {
        const { Session } = await import('/static/shared/session.js');
        const { API } = await import('/static/shared/api.js');
        const session = new Session();
        new API(session, { found() {}, lose() {} });
        return JSON.parse(atob((await session.token()).split('.')[1].replace(/-/g, '+').replace(/_/g, '/'))).ctx.roles;
    }""")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_invitation_makes_a_host_who_comes_back_with_a_password(open_player, server, watch, language):
    player = open_player(language)
    login = f"host.{language}"
    accept(player, server.host_link(), login)
    begin(player)
    assert "admin" in roles(player)
    sign_out(player)
    sign_in(player, login.upper())
    expect(player.page).to_have_url(re.compile("#/tales"))
    assert "admin" in roles(player)


def test_the_invitation_leaves_the_address_and_the_history(player, server):
    link = server.host_link()
    player.page.goto(link)
    player.page.locator(".look-host").wait_for()
    token = link.split("#host=")[1]
    assert player.page.url.endswith("/play#/host")
    session = player.page.context.new_cdp_session(player.page)
    entries = session.send("Page.getNavigationHistory")["entries"]
    assert [entry["url"] for entry in entries if token in entry["url"]] == []
    player.page.reload()
    expect(player.page.locator("#account-login")).to_be_visible()
    player.page.locator(".cover-ways > .button-quiet").click()
    expect(player.page.locator("#guest-name")).to_be_visible()
    assert player.page.evaluate("JSON.stringify([{ ...sessionStorage }, { ...localStorage }])").count(token) == 0


def test_an_invitation_opens_in_a_page_that_is_there_already(player, server, watch):
    player.enter("Mira")
    accept(player, server.host_link(), "host.guest")
    begin(player)
    sign_out(player)
    expect(player.page.locator(".cover .button-primary").first).to_contain_text("Mira")


def test_a_used_invitation_says_so(open_player, server, watch):
    watch.allowed = ["400"]
    link = server.host_link()
    accept(open_player(), link, "host.first")
    late = open_player()
    accept(late, link, "host.second")
    expect(late.page.locator(".field-error")).to_have_text("This invitation was used already, or it is older than a day. Ask for another.")


def test_what_the_server_refuses_is_said_at_its_field(open_player, server, watch):
    watch.allowed = ["409", "422"]
    accept(open_player(), server.host_link(), "host.taken")
    player = open_player("ru")
    login, password = player.page.locator("#account-login"), player.page.locator("#account-password")
    line = player.page.locator(".field-error")
    accept(player, server.host_link(), "хозяин")
    expect(login).to_be_focused()
    expect(login).to_have_attribute("aria-invalid", "true")
    expect(line).to_contain_text("латинские буквы")
    login.fill("host.taken")
    expect(login).not_to_have_attribute("aria-invalid", "true")
    password.fill("short")
    player.main_button.click()
    expect(password).to_be_focused()
    expect(line).to_contain_text("Не короче 8")
    password.fill(PASSWORD)
    player.main_button.click()
    expect(login).to_be_focused()
    expect(line).to_contain_text("занят")


def test_a_wrong_password_and_too_many_of_them_are_refused_in_words(player, watch):
    watch.allowed = ["401", "422", "429"]
    player.open()
    sign_in(player, "nobody")
    line = player.page.locator("details[open] .field-error")
    expect(line).to_contain_text("The login or the password is wrong")
    player.page.locator("#account-password").fill("")
    player.page.keyboard.press("Enter")
    expect(line).to_have_text("Write the password.")

    def refuse(route: Route):
        route.fulfill(status=429, headers={"Retry-After": "12"}, json={"code": 429, "error": "rate_limited", "message": "Too many."})

    player.page.route("**/v1/auth/password", refuse)
    player.page.locator("#account-password").fill(PASSWORD)
    player.page.keyboard.press("Enter")
    expect(line).to_have_text("Too often. Try again in 12 seconds.")


def test_a_password_is_shown_on_demand(player):
    player.page.goto("/play#host=looked-at")
    password = player.page.get_by_label("Password", exact=True)
    password.fill(PASSWORD)
    expect(password).to_have_attribute("type", "password")
    show = player.page.get_by_role("button", name="Show the password")
    show.press("Enter")
    expect(password).to_have_attribute("type", "text")
    expect(show).to_have_attribute("aria-pressed", "true")
    show.press("Enter")
    expect(password).to_have_attribute("type", "password")
