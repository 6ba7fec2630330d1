"""The words of the page: the same keys in every language, none missing, none forgotten."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "static-assets" / "web"
#: Keys whose end is data: an ability, a status, an answer of the server.
OPEN = re.compile(r"^(ability|archetype|boundary|chance|chat\.mode|deed|character\.status|contrast|error|fight\.effect|nav|party\.role|rarity|result|sceneType|side|skill|slot|standing|status|theme|topic)\.")
PLURALS = {"ru": {"one", "few", "many", "other"}, "en": {"one", "other"}}


@pytest.fixture
def tables(player) -> dict[str, dict]:
    player.open()
    load = "async (code) => (await import(`/static/shared/strings/${code}.js`)).default"
    return {code: player.page.evaluate(load, code) for code in PLURALS}


@pytest.fixture(scope="module")
def sources() -> str:
    return "\n".join(path.read_text() for path in WEB.rglob("*.js") if "strings" not in path.parts)


def forms(text) -> list[str]:
    return list(text.values()) if isinstance(text, dict) else [text]


def placeholders(text) -> set[str]:
    return {name for form in forms(text) for name in re.findall(r"\{(\w+)\}", form)}


def test_every_language_has_every_key(tables):
    assert tables["ru"].keys() == tables["en"].keys()


def test_no_text_is_empty_and_no_placeholder_is_lost(tables):
    for key, english in tables["en"].items():
        russian = tables["ru"][key]
        assert all(form.strip() for form in forms(english) + forms(russian)), key
        assert placeholders(english) == placeholders(russian), key


def test_plural_forms_are_complete(tables):
    for code, needed in PLURALS.items():
        for key, text in tables[code].items():
            assert not isinstance(text, dict) or text.keys() == needed, (code, key)


def test_russian_texts_are_russian(tables):
    assert [key for key, text in tables["ru"].items() if not re.search("[а-яё№]", " ".join(forms(text)), re.IGNORECASE)
            and re.sub(r"\{\w+\}|[^A-Za-z]", "", " ".join(forms(text)))] == []


def test_every_key_in_the_sources_exists(tables, sources):
    assert set(re.findall(r'\bt\("([^"]+)"', sources)) - tables["en"].keys() == set()


def test_every_text_is_used(tables, sources):
    literals = set(re.findall(r'"([A-Za-z0-9_.]+)"', sources))
    assert {key for key in tables["en"] if not OPEN.match(key)} - literals == set()
