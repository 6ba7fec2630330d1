"""A story that lasts: so many scenes that hardly a run begins or ends while actions are measured."""

from pathlib import Path

CAMPAIGN = "long_tale"
SCENES = 120
TEXT = (
    "Дорога идёт берегом, и туман то открывает воду, то прячет её. Доски под ногами скользкие, канат гудит, а паромщик "
    "молчит и считает фонари, как считают их всю жизнь. "
) * 4


def write(packs: Path):
    """A single-file pack; its scenes get the three choices, checks and effects that the product gives to such packs."""
    lines = ["title: Долгий путь", "scenes:"]
    for number in range(1, SCENES):
        kind = "story" if number % 2 else "dialogue"
        lines.append(f'  - {{id: scn_{number:03}, title: "Верста {number}", summary: "{TEXT}", tags: [{kind}]}}')
    lines.append(f'  - {{id: scn_{SCENES}, title: "Берег", summary: "{TEXT}", tags: [epilogue]}}')
    packs.mkdir(parents=True)
    (packs / f"{CAMPAIGN}.yaml").write_text("\n".join(lines) + "\n")
