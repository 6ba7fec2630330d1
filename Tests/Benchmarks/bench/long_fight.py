"""Fights that last: combats of 50 rounds one after the other, that nobody can win or lose."""

from pathlib import Path

from .long_tale import TEXT

CAMPAIGN = "long_fight"
SCENES = 12

PACK = "id: long-fight\ntitle: Долгий бой\nlanguages: [ru]\n"
BESTIARY = """\
monsters:
  - id: boar
    name: Кабан
    stats: {hp: 10000, ac: 12, attack_bonus: -20, damage: 1d4, initiative: 0}
  - id: wolf
    name: Волк
    stats: {hp: 10000, ac: 14, attack_bonus: -20, damage: 1d4, initiative: 2}
"""


def write(packs: Path):
    """A folder pack: an action of its players is a turn of their character and one of each of three monsters."""
    lines = ["id: " + CAMPAIGN, "title: Долгий бой", "episodes:", "  - id: ep", "    scenes:"]
    for number in range(1, SCENES + 1):
        goto = f"scn_{number + 1:02}" if number < SCENES else "scn_end"
        lines += [
            f"      - id: scn_{number:02}", "        type: combat", f"        title: Круг {number}",
            f'        text: "{TEXT}"', "        combat:",
            "          monsters: [{ref: boar, count: 2}, {ref: wolf, zone: far}]",
            f"          victory: {goto}", f"          defeat: {goto}",
        ]
    lines += ["      - {id: scn_end, type: epilogue, title: Привал, text: Тихо., ending: rest}"]
    files = {"pack.yaml": PACK, "bestiary/beasts.yaml": BESTIARY, f"campaigns/{CAMPAIGN}.yaml": "\n".join(lines) + "\n"}
    for name, text in files.items():
        path = packs / "long-fight" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
