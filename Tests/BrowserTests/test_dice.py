"""The page's own SHA-256, HMAC and dice against Python's, so that its verdict on the server can be believed."""

import hashlib
import hmac

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


def test_a_forged_roll_is_found(module):
    seed = bytes(32)
    rolls = [{"number": number, "actionId": "a", "formula": "1d20+2", "rolls": [face(seed, number, 0, 20, "a")]} for number in range(5)]
    rolls[3]["rolls"][0] = rolls[3]["rolls"][0] % 20 + 1
    holds = module("dice.js", "return it.verify(argument).map((roll) => roll.holds)", {"seed": seed.hex(), "rolls": rolls})
    assert holds == [True, True, True, False, True]


@pytest.mark.parametrize(
    ("modifier", "dc", "success", "at_least_partial"),
    [(0, 11, 0.5, 0.7), (3, 12, 0.6, 0.8), (0, 30, 0.05, 0.05), (30, 12, 0.95, 0.95), (-2, 8, 0.55, 0.75)])
def test_chances_count_the_naturals(module, modifier, dc, success, at_least_partial):
    chances = module("dice.js", "return it.chances(argument[0], argument[1])", [modifier, dc])
    assert chances == {"success": success, "atLeastPartial": at_least_partial}
