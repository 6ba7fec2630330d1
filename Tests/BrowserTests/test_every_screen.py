"""What holds on every screen: accessibility, size, and a look for people."""

import json
from pathlib import Path

import axe_selenium_python
import pytest

from conftest import SCREENSHOTS
from screens import tour, tour_of_a_table

AXE = (Path(axe_selenium_python.__file__).parent / "node_modules/axe-core/axe.min.js").read_text()
SIZES = {"360x740": (360, 740), "768x1024": (768, 1024), "1280x800": (1280, 800)}


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_axe_finds_nothing_on_any_screen(open_player, watch, scheme, language):
    watch.allowed = ["404"]
    player = open_player(language, scheme=scheme)
    found = {screen: faults for screen in tour(player) if (faults := violations(player))}
    assert found == {}, json.dumps(found, ensure_ascii=False, indent=2)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_every_screen_is_pictured(open_player, watch, size, scheme):
    """The pictures are for eyes; a machine can see that nothing sticks out sideways and no word is torn apart."""
    watch.allowed = ["404"]
    width, height = SIZES[size]
    player = open_player("ru" if scheme == "light" else "en", {"width": width, "height": height}, scheme)
    folder = SCREENSHOTS / size / scheme
    folder.mkdir(parents=True, exist_ok=True)
    for number, screen in enumerate(tour(player), start=1):
        player.page.screenshot(path=folder / f"{number:02}-{screen}.png", full_page=screen != "scene-menu")
        assert sticks_out(player) == 0, screen
        assert torn_words(player) == [], screen


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_screen_fits_320_pixels_and_large_letters(open_player, watch, language):
    watch.allowed = ["404"]
    player = open_player(language, {"width": 320, "height": 568})
    player.open()
    player.page.evaluate("localStorage.setItem('mimic.preferences', JSON.stringify({ fontScale: 1.3 }))")
    player.page.reload()
    for screen in tour(player):
        assert sticks_out(player) == 0, screen
        assert small_targets(player) == [], screen


@pytest.mark.parametrize("language, scheme, size", [
    ("ru", "dark", (360, 740)), ("en", "light", (360, 740)), ("en", "dark", (1280, 800)), ("ru", "light", (1280, 800)), ("ru", "dark", (320, 568)),
])
def test_a_table_in_company_is_pictured_and_keeps_the_rules(open_player, language, scheme, size):
    width, height = size
    leader, friend = open_player(language, {"width": width, "height": height}, scheme), open_player(language)
    folder = SCREENSHOTS / f"{width}x{height}" / scheme
    folder.mkdir(parents=True, exist_ok=True)
    for screen in tour_of_a_table(leader, friend):
        leader.page.screenshot(path=folder / f"table-{screen}.png", full_page=screen in ("lobby", "scene-shared"))
        assert violations(leader) == [], screen
        assert sticks_out(leader) == 0, screen
        assert torn_words(leader) == [], screen
        assert small_targets(leader) == [], screen


def violations(player) -> list:
    """What axe finds on the page as it is: rule, nodes, and how to mend them."""
    player.page.evaluate(AXE)
    answer = player.page.evaluate("axe.run({ resultTypes: ['violations'] })")
    return [
        (each["id"], [node["html"] for node in each["nodes"]][:3], each["nodes"][0]["failureSummary"])
        for each in answer["violations"]]


def sticks_out(player) -> int:
    """Pixels by which the page is wider than the window."""
    return player.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def torn_words(player) -> list[str]:
    """Words that go on in the next line without a hyphen: their column is too narrow. Where hyphens are put, none is."""
    return player.page.evaluate("""() => {
        const torn = [];
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const text = texts.currentNode;
            if (!text.parentElement.checkVisibility()) continue;
            if (getComputedStyle(text.parentElement).hyphens === 'auto') continue;
            for (const word of text.data.matchAll(/(?<![^\\s(«“])\\p{L}{2,}/gu)) {
                const range = document.createRange();
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].length);
                const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
                if (lines.size > 1) torn.push(word[0]);
            }
        }
        return torn;
    }""")


def small_targets(player) -> list[str]:
    """Controls that are smaller than a fingertip, 44 by 44 pixels. A radio button is as large as its label."""
    return player.page.evaluate("""() => [...document.querySelectorAll('a[href], button, input, textarea, summary')]
        .filter((node) => node.checkVisibility() && !node.matches('.skip'))
        .map((node) => [node, node.getBoundingClientRect()])
        .filter(([, box]) => box.width < 43.5 || box.height < 43.5)
        .map(([node, box]) => `${node.outerHTML.slice(0, 90)} ${box.width}x${box.height}`)""")
