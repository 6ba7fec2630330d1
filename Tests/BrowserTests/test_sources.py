"""Rules of the page that its sources keep: safe by construction, light, and without a build step."""

import gzip
import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "static-assets" / "web"
MODULES = sorted(WEB.rglob("*.js"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(WEB)))
def test_no_module_makes_markup_out_of_text(path):
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function", path.read_text()) == []


def test_the_page_has_no_inline_script_style_or_foreign_address():
    page = (WEB / "play/index.html").read_text()
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|https?://", page) == []


def test_every_module_of_the_first_view_is_preloaded_once():
    page = (WEB / "play/index.html").read_text()
    preloaded = re.findall(r'rel="modulepreload" href="/static/([^"]+)"', page)
    assert sorted(preloaded + ["play/app.js"]) == sorted(str(path.relative_to(WEB)) for path in imported(WEB / "play/app.js"))


def imported(path: Path, found: set[Path] | None = None) -> set[Path]:
    found = set() if found is None else found
    if path not in found:
        found.add(path)
        for name in re.findall(r'from "(\.[^"]+)"', path.read_text()):
            imported((path.parent / name).resolve(), found)
    return found


def test_the_first_view_weighs_less_than_100_kilobytes(open_player):
    """As sent with gzip: all that the browser asked for to show the cover."""
    player = open_player()
    bodies = []
    player.page.on("response", lambda response: bodies.append(response))
    player.open()
    player.page.locator("#guest-name").wait_for()
    player.page.wait_for_load_state("networkidle")
    weight = sum(len(gzip.compress(response.body())) for response in bodies if response.status == 200)
    assert 10_000 < weight < 100_000


@pytest.mark.parametrize("path", sorted(WEB.rglob("*.svg")), ids=lambda path: path.name)
def test_drawings_are_well_formed_and_passive(path):
    from xml.etree import ElementTree

    tags = {node.tag.split("}")[1] for node in ElementTree.parse(path).iter()}
    assert "script" not in tags and "foreignObject" not in tags
