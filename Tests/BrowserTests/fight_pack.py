"""Fights that nobody can lose, in a host's own pack in a data folder: a hunt that ends in the same words however it ends,
and a siege that goes on for as long as one likes, by people who carry things."""

from pathlib import Path

PACK = {
    "pack.yaml": "id: hunt\ntitle: Охота\nlanguages: [ru, en]\n",
    "bestiary/beasts.yaml": """
monsters:
  - id: hare
    name: Заяц
    cr: 1/8
    stats: {hp: 1, ac: 1, attack_bonus: -20, damage: 1d4, initiative: -20}
  - id: boar
    name: Кабан
    cr: 1/2
    stats: {hp: 900, ac: 1, attack_bonus: -20, damage: 1d4, initiative: -20}
""",
    "items/things.yaml": """
items:
  - id: salve
    name: Восковая мазь
    rarity: uncommon
    charges: 2
    effects:
      - {type: hp, value: 4}
      - {type: clear, stat: bleeding}
  - id: charm
    name: Оберег
    rarity: rare
    slot: neck
    attunement: true
    soulbound: true
    tradeable: false
    effects: [{type: skill, stat: persuasion, value: 1}]
""",
    "campaigns/siege.yaml": """
id: siege
title: Осада
decision: anyone
episodes:
  - id: ep_siege
    scenes:
      - id: scn_camp
        title: Привал
        text: На столе лежат мазь и оберег.
        choices:
          - {id: go, label: Взять и выйти, effects: [{give: salve}, {give: charm}], goto: scn_yard}
          - {id: go_hurt, label: Выйти с царапиной, effects: [{give: salve}, {status: bleeding, who: actor}], goto: scn_yard}
          - {id: leave, label: Уйти, effects: [{give: charm}], goto: scn_home}
      - id: scn_yard
        type: combat
        title: Двор
        text: Кабаны упрямы.
        combat:
          monsters: [{ref: boar, count: 2}]
          zones: [near, far, {id: cellar, name: Погреб}]
          victory: scn_home
          defeat: scn_home
          flee: scn_home
      - {id: scn_home, type: epilogue, title: Дом, text: Все дома., ending: at_home}
""",
    "campaigns/hunt.yaml": """
id: hunt
title: Охота
episodes:
  - id: ep
    scenes:
      - id: scn_hare
        type: combat
        title: Зайцы
        text: Зайцы сидят и смотрят.
        combat:
          monsters: [{ref: hare}, {ref: hare, zone: far}]
          victory: {text: Лес стихает., goto: scn_end}
          defeat: scn_end
          flee: {text: Лес стихает., goto: scn_end}
      - {id: scn_end, type: epilogue, title: Ужин, text: Ужин готов., ending: home}
""",
    "strings/en.yaml": """
hunt.title: The Hunt
hare.name: Hare
scn_hare.title: The Hares
scn_hare.text: The hares sit and look.
scn_hare.combat.victory.text: The wood is quiet.
scn_hare.combat.flee.text: The wood is quiet.
siege.title: The Siege
boar.name: Boar
salve.name: Wax salve
charm.name: Charm
scn_camp.title: The Camp
scn_camp.text: A salve and a charm lie on the table.
scn_camp.go.label: Take them and go out
scn_camp.go_hurt.label: Go out with a scratch
scn_camp.leave.label: Leave
scn_yard.title: The Yard
scn_yard.zones.cellar: The Cellar
scn_yard.text: Boars are stubborn.
scn_home.title: Home
scn_home.text: Everybody is at home.
scn_end.title: Supper
scn_end.text: Supper is ready.
""",
}


def write(packs: Path):
    for name, text in PACK.items():
        path = packs / "hunt" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
