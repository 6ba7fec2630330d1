/// Files that are not YAML, or not the YAML of packs.
extension BrokenPack {
    static let yaml: [BrokenPack] = [
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                name: Аня: красавица
                """
            ],
            problems: [
                "npcs/a.yaml:2:10: error: a \":\" where no key can stand: put the text in quotes, or indent the line like its neighbours"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                \tname: Аня
                """
            ],
            problems: [
                "npcs/a.yaml:2:1: error: a tab begins the line: indent with spaces"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                name: @nna
                """
            ],
            problems: [
                "npcs/a.yaml:2:7: error: a text cannot begin with \"@\": put it in quotes"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                 name: Аня
                role: b
                  c: d
                """
            ],
            problems: [
                "npcs/a.yaml:2:6: error: a \":\" where no key can stand: put the text in quotes, or indent the line like its neighbours"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                npcs:
                  - {id: a, name: Аня}
                  {id: b}
                """
            ],
            problems: [
                "npcs/a.yaml:4:1: error: a key without its \":\", begun in line 3: write key: value"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                name
                role: b
                """
            ],
            problems: [
                "npcs/a.yaml:3:1: error: a key without its \":\", begun in line 2: write key: value"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                tags: [one, two
                """
            ],
            problems: [
                "npcs/a.yaml:3:1: error: the list [ ] that begins in line 2 needs a \",\" or its \"]\" here"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": "npcs: [{id: a, name: Аня]\n"
            ],
            problems: [
                "npcs/a.yaml:1:25: error: the mapping { } that begins in line 1 needs a \",\" or its \"}\" here"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                name: "Аня
                """
            ],
            problems: [
                "npcs/a.yaml:2:11: error: the quotes that open in line 2 are never closed"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                name: &
                """
            ],
            problems: [
                "npcs/a.yaml:2:8: error: this is not YAML: did not find expected alphabetic or numeric character while scanning an anchor"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                id: b
                """
            ],
            problems: [
                "npcs/a.yaml:2:1: error: \"id\" is here twice, first in line 1: take one away"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                name: *nya
                """
            ],
            problems: [
                "npcs/a.yaml:2:7: error: there is no anchor \"&nya\" before this alias: put a text that begins with * in quotes"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                tags: &t [*t]
                """
            ],
            problems: [
                "npcs/a.yaml:2:11: error: the alias \"*t\" stands inside what it repeats"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                name: !ruby/object Аня
                """
            ],
            problems: [
                "npcs/a.yaml:2:7: error: packs use no YAML tags: take \"!ruby/object\" away"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                --- {}
                """
            ],
            problems: [
                "npcs/a.yaml:2:1: error: a second document begins here: put it into a file of its own"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": "[a]: 1\n"
            ],
            problems: [
                "npcs/a.yaml:1:1: error: a key must be a text: write key: value"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                name: "\\uD800"
                """
            ],
            problems: [
                "npcs/a.yaml:2:10: error: this is not YAML: found invalid Unicode character escape code while parsing a quoted scalar"
            ]),
        BrokenPack(
            bytes: ("npcs/a.yaml", [105, 100, 58, 32, 255]),
            problems: [
                "npcs/a.yaml:1:5: error: this is not UTF-8 text (invalid leading UTF-8 octet): save the file as UTF-8"
            ]),
        BrokenPack(
            files: [
                "pack.yaml": "id: [a"
            ],
            problems: [
                "pack.yaml:2:1: error: the list [ ] that begins in line 1 needs a \",\" or its \"]\" here"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                name: "Аня" и "Оля"
                """
            ],
            problems: [
                "npcs/a.yaml:2:13: error: this does not belong to what begins in line 1: indent it like its neighbours, or put the whole text in quotes"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                tags:
                  - one
                  two
                """
            ],
            problems: [
                "npcs/a.yaml:5:1: error: a key without its \":\", begun in line 4: write key: value"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                npcs:
                - {id: a, name: Аня}
                name: b
                - c
                """
            ],
            problems: [
                "npcs/a.yaml:4:1: error: this does not belong to what begins in line 1: indent it like its neighbours, or put the whole text in quotes"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                tags:
                  - "a" b
                """
            ],
            problems: [
                "npcs/a.yaml:2:9: error: this does not belong to what begins in line 2: indent it like its neighbours, or put the whole text in quotes"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                npcs:
                  - id: a
                    name: А
                   role: b
                """
            ],
            problems: [
                "npcs/a.yaml:4:4: error: this does not belong to what begins in line 2: indent it like its neighbours, or put the whole text in quotes"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                tags:
                  - one
                 - two
                """
            ],
            problems: [
                "npcs/a.yaml:3:2: error: this does not belong to what begins in line 1: indent it like its neighbours, or put the whole text in quotes"
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: a
                name:
                \t- x
                """
            ],
            problems: [
                "npcs/a.yaml:3:1: error: a tab begins the line: indent with spaces"
            ]),
    ]
}
