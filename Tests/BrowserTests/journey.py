"""A player at the page: what a person does, in the words of the page's structure, not of its language."""

import re
from collections import Counter

from playwright.sync_api import Locator, Page, expect

#: The campaign that these tests play, wherever it stands on the shelf.
FIRST_TALE = '.tale[href*="thirteenth_lantern"]'
#: More moves than any way through a campaign takes.
LONGEST_STORY = 150


class Player:
    def __init__(self, page: Page):
        self.page = page
        #: How often a choice of a scene was taken, so that no story goes in circles.
        self.taken: Counter[str] = Counter()

    # Places

    def open(self, path: str = ""):
        """A screen by its address; the page itself stays loaded."""
        self.page.goto(f"/play#{path}" if path else "/play")

    @property
    def title(self) -> Locator:
        return self.page.locator("main h1")

    @property
    def main_button(self) -> Locator:
        return self.page.locator("main .button-primary:visible").first

    def pick(self, name: str, value: str):
        """One of several, by a tap on its label as a player does it, once the page stands still: a choice before may have moved it."""
        option = self.page.locator(f'input[name="{name}"][value="{value}"]')
        self.page.locator("label").filter(has=option).click()
        expect(option).to_be_checked()

    # The way into a story

    def enter(self, name: str = "Mira"):
        """As a guest, through the notice, to the shelf."""
        self.open()
        self.page.locator("#guest-name").fill(name)
        self.main_button.click()
        self.page.locator(".boundary").first.wait_for()
        self.main_button.click()
        self.page.locator(".page-wide").wait_for()

    def create_character(self, name: str = "Mirabel", preset: str = "bard"):
        self.open("/characters/new")
        self.pick("archetype", preset)
        self.page.locator("#character-name").fill(name)
        self.main_button.click()
        expect(self.title).to_have_text(name)

    def begin(self):
        """The first campaign, alone."""
        self.open("/tales")
        self.page.locator(FIRST_TALE).click()
        self.page.locator(".picks").wait_for()
        self.main_button.click()
        self.wait_for_scene()

    def reach_a_scene(self):
        self.enter()
        self.create_character()
        self.begin()

    # Play

    @property
    def choices(self) -> Locator:
        return self.page.locator(".choices .choice")

    @property
    def turn(self) -> int:
        return int(self.page.locator(".scene").get_attribute("data-turn"))

    @property
    def is_at_the_end(self) -> bool:
        return "/summary" in self.page.url

    def wait_for_scene(self):
        self.choices.first.wait_for()

    def wait_for_turn_after(self, turn: int):
        """The next turn, or the summary."""
        self.page.locator(f'.scene:not([data-turn="{turn}"]) .choices, .verify').first.wait_for()

    def choose(self, index: int):
        turn = self.turn
        self.choices.nth(index).click()
        self.wait_for_turn_after(turn)

    def choose_something_new(self):
        """The choice of this scene that was taken least often."""
        scene = self.title.inner_text()
        labels = self.page.locator(".choices .choice-label").all_inner_texts()
        index = min(range(len(labels)), key=lambda each: self.taken[f"{scene}/{labels[each]}"])
        self.taken[f"{scene}/{labels[index]}"] += 1
        self.choose(index)

    def own_move(self, text: str):
        turn = self.turn
        own = self.page.locator(".own")
        if own.get_attribute("open") is None:
            own.locator("summary").click()
        own.locator("textarea").fill(text)
        own.locator("button").click()
        self.wait_for_turn_after(turn)

    def play_to_the_end(self):
        for _ in range(LONGEST_STORY):
            if self.is_at_the_end:
                break
            self.choose_something_new()
        expect(self.page).to_have_url(re.compile("/summary"))

    def verify_the_dice(self) -> Locator:
        self.page.locator(".verify .button").click()
        verdict = self.page.locator(".verdict")
        verdict.wait_for()
        return verdict
