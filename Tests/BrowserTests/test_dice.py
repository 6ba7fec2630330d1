"""The page's own SHA-256, HMAC and dice against Python's, so that its verdict on the server can be believed."""

import hashlib
import hmac
import re

import pytest


@pytest.fixture
def module(player):
    player.open()

    def call(path: str, body: str, argument=None):
        return player.page.evaluate(f"async (argument) => {{ const it = await import('/static/shared/{path}'); {body} }}", argument)

    return call


@pytest.mark.parametrize("length", [0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1000])
def test_sha256_is_the_standards(module, length):
    message = bytes(number % 251 for number in range(length))
    digest = module("sha256.js", "return it.hex(it.sha256(it.fromHex(argument)))", message.hex())
    assert digest == hashlib.sha256(message).hexdigest()


@pytest.mark.parametrize("length", [0, 20, 32, 64, 65, 131])
def test_hmac_is_the_standards(module, length):
    key, message = bytes(range(length)), b"mimic-dice-1:0:0:0:"
    digest = module("sha256.js", "return it.hex(it.hmac(it.fromHex(argument[0]), it.fromHex(argument[1])))", [key.hex(), message.hex()])
    assert digest == hmac.new(key, message, hashlib.sha256).hexdigest()


def face(seed: bytes, roll: int, die: int, sides: int, action: str) -> int:
    limit, attempt = 2**32 // sides * sides, 0
    while True:
        message = f"mimic-dice-1:{roll}:{die}:{attempt}:{action}".encode()
        word = int.from_bytes(hmac.new(seed, message, hashlib.sha256).digest()[:4], "big")
        if word < limit:
            return word % sides + 1
        attempt += 1


@pytest.mark.parametrize("sides", [4, 6, 20, 100])
def test_faces_fall_as_promised(module, sides):
    seed = bytes(range(32))
    faces = module(
        "dice.js", "return Array.from({ length: 40 }, (_, roll) => it.face(Uint8Array.from(argument.seed), roll, roll % 3, argument.sides, 'act'))",
        {"seed": list(seed), "sides": sides})
    assert faces == [face(seed, roll, roll % 3, sides, "act") for roll in range(40)]


def roll(number: int, formula: str, action: str = "a") -> dict:
    """As an honest server of an all-zero seed publishes it."""
    count, sides, kept, bonus = re.fullmatch(r"(\d+)d(\d+)(kh1|kl1)?([+-]\d+)?", formula).groups()
    faces = [face(bytes(32), number, die, int(sides), action) for die in range(int(count))]
    counted = {"kh1": max, "kl1": min, None: sum}[kept](faces)
    return {"number": number, "actionId": action, "formula": formula, "rolls": faces, "total": counted + int(bonus or 0)}


def held(module, rolls: list[dict]) -> list[bool]:
    return module("dice.js", "return it.verify(argument).map((roll) => roll.holds)", {"seed": bytes(32).hex(), "rolls": rolls})


#: A check, an initiative, a blow with and without advantage, damage, critical damage, loot.
FORMULAS = ["1d20+2", "1d20-1", "1d20", "2d20kh1+5", "2d20kl1", "1d8+1", "2d8+1", "1d4-1", "1d100"]


def test_the_rolls_of_checks_and_fights_hold(module):
    assert held(module, [roll(number, formula) for number, formula in enumerate(FORMULAS)]) == [True] * len(FORMULAS)


def forgeries(honest: dict) -> list[dict]:
    faces, formula = honest["rolls"], honest["formula"]
    return [
        {**honest, "rolls": [faces[0] % 4 + 1, *faces[1:]]},
        {**honest, "rolls": [*faces, 1]},
        {**honest, "total": honest["total"] + 1},
        {**honest, "formula": formula[:-1] + "9" if formula[-2] in "+-" else formula + "+1"},
        {**honest, "formula": "a lucky hand"},
    ]


def test_a_forged_roll_is_found(module):
    forged = [forgery for number, formula in enumerate(FORMULAS) for forgery in forgeries(roll(number, formula))]
    assert held(module, forged) == [False] * len(forged)


@pytest.mark.parametrize(
    ("modifier", "dc", "success", "at_least_partial"),
    [(0, 11, 0.5, 0.7), (3, 12, 0.6, 0.8), (0, 30, 0.05, 0.05), (30, 12, 0.95, 0.95), (-2, 8, 0.55, 0.75)])
def test_chances_count_the_naturals(module, modifier, dc, success, at_least_partial):
    chances = module("dice.js", "return it.chances(argument[0], argument[1])", [modifier, dc])
    assert chances == {"success": success, "atLeastPartial": at_least_partial}
