/// What would take minutes or gigabytes: refused at once, with the limit named.
extension BrokenPack {
    static let limits: [BrokenPack] = [
        // A deep condition is a long one, or has few words between its parentheses.
        when(
            String(repeating: "(", count: 10_000) + "lamp",
            "campaigns/tale.yaml:11:557: error: a condition has at most 500 characters"),
        when(
            String(repeating: "not ", count: 40) + "lamp",
            "campaigns/tale.yaml:11:185: error: more than 32 of \"(\" and \"not\" inside each other"),
        when(
            String(repeating: "(", count: 40) + "lamp",
            "campaigns/tale.yaml:11:89: error: more than 32 of \"(\" and \"not\" inside each other"),
        BrokenPack(
            files: ["npcs/a.yaml": "id: a\nname: А\ntags: \(String(repeating: "[", count: 1_000_000))"],
            problems: ["npcs/a.yaml:3:38: error: more than 32 lists and mappings inside each other"]),
        BrokenPack(
            files: ["npcs/a.yaml": "id: a\n" + String(repeating: "- ", count: 1_000_000)],
            problems: [
                "npcs/a.yaml:2:1: error: this does not belong to what begins in line 1: indent it like its neighbours, or put the whole text in quotes"
            ]),
        BrokenPack(
            files: ["npcs/a.yaml": String(repeating: "- ", count: 1_000_000)],
            problems: ["npcs/a.yaml:1:65: error: more than 32 lists and mappings inside each other"]),
        BrokenPack(
            files: ["npcs/a.yaml": aliasBomb],
            problems: ["npcs/a.yaml:5:45: error: with its aliases the file holds more than 100000 values"]),
        BrokenPack(
            files: ["npcs/a.yaml": "tags: [&a x" + String(repeating: ", *a", count: 201) + "]"],
            problems: ["npcs/a.yaml:1:814: error: the file has more than 200 aliases"]),
        BrokenPack(
            files: ["npcs/a.yaml": "id: a\nname: \(String(repeating: "x", count: 70_000))"],
            problems: ["npcs/a.yaml:2:7: error: a text of 70000 bytes, at most 65536 are read"]),
        BrokenPack(
            files: ["npcs/a.yaml": "id: a\nname: \"\(String(repeating: "x", count: 3_000_000))\""],
            problems: ["npcs/a.yaml:1:1: error: the file has 3000014 bytes, at most 2097152 are read"]),
        BrokenPack(
            files: ["npcs/a.yaml": "tags: [" + String(repeating: "x,", count: 200_000) + "]"],
            problems: ["npcs/a.yaml:1:200002: error: the file holds more than 100000 values"]),
        // A million scenes: a file of that size is not read, one of fewer has too many values, or too long a list.
        BrokenPack(
            isAlone: true, files: ["campaigns/tale.yaml": scenes(1_000_000)],
            problems: ["campaigns/tale.yaml:1:1: error: the file has 23888960 bytes, at most 2097152 are read"]),
        BrokenPack(
            isAlone: true, files: ["campaigns/tale.yaml": scenes(60_000)],
            problems: ["campaigns/tale.yaml:4:448863: error: the file holds more than 100000 values"]),
        BrokenPack(
            isAlone: true, files: ["campaigns/tale.yaml": scenes(1001)],
            problems: ["campaigns/tale.yaml:4:24: error: \"scenes\" has 1001 entries, at most 1000 are read"]
        ).andMore(),
        BrokenPack(
            isAlone: true,
            files: [
                "campaigns/tale.yaml": "\(scenes(999))\n- {id: ep_two, scenes: [{id: a, title: T}, {id: b, title: T}]}"
            ],
            problems: [
                "campaigns/tale.yaml:1:1: error: the campaign has 1001 scenes, at most 1000 are played: make two of it"
            ]
        ).andMore(),
        BrokenPack(
            scene: "choices:\n"
                + (1...51).map { "  - {id: c\($0), label: Ждать, goto: scn_end}" }.joined(separator: "\n"),
            problems: [
                "campaigns/tale.yaml:11:11: error: \"choices\" has 51 entries, at most 50 are read"
            ]
        ).andMore(),
        BrokenPack(
            more:
                "- id: \(String(repeating: "x", count: 65))\n  title: Длинная\n  text: \(PackText.text)\n  goto: scn_end",
            problems: [
                "campaigns/tale.yaml:14:13: error: \"id\" is \"\(String(repeating: "x", count: 65))\", an id has 1 to 64 characters of a-z, 0-9, _ and -"
            ]),
        BrokenPack(
            plus: "location: \(String(repeating: "x", count: 60_000))",
            problems: [
                "campaigns/tale.yaml:14:19: error: \"location\" is \"\(String(repeating: "x", count: 285))…\(String(repeating: "x", count: 248))\", an id has 1 to 64 characters of a-z, 0-9, _ and -"
            ]),
        BrokenPack(
            plus: "include: t00", files: chain(17),
            problems: [
                "scenes_templates/t15.yaml:1:10: error: more than 16 scene templates inside each other: "
                    + (0...16).map { $0 < 10 ? "t0\($0)" : "t\($0)" }.joined(separator: " → ")
            ]),
        // A block of 90,000 values, taken over by four scenes.
        BrokenPack(
            more: (1...4).map { "- {id: scn_\($0), title: Т, include: big, goto: scn_end}" }.joined(separator: "\n"),
            files: ["scenes_templates/big.yaml": "notes: [" + String(repeating: "x,", count: 90_000) + "]"],
            problems: [
                "campaigns/tale.yaml:16:40: error: with the scene template \"big\" once more the pack has more than 300000 values, no more are read"
            ]
        ).andMore(),
        BrokenPack(
            files: numbered(1...4, "items") {
                "id: i\($0)\nname: Вещь\nnotes: [" + String(repeating: "x,", count: 90_000) + "]"
            },
            problems: [
                "items/4.yaml:1:1: error: with this file the pack has more than 300000 values, no more are read"
            ]
        ).andMore(),
        BrokenPack(
            isAlone: true, files: numbered(1...51, "campaigns") { "id: \($0)" },
            problems: ["pack.yaml:1:1: error: the pack has 51 campaigns, at most 50 are read: make several packs of it"]
        ),
        BrokenPack(
            files: [
                "items/a.yaml": "items: [" + String(repeating: "x,", count: 1000) + "]", "npcs/a.yaml": "- x\n- y",
            ],
            problems: (0..<1000).map { "items/a.yaml:1:\(9 + 2 * $0): error: an item must be a mapping, not a text" }
                + ["items/a.yaml:1:2007: error: and 2 more problems follow"]),
    ]

    private static func when(_ condition: String, _ problem: String) -> BrokenPack {
        BrokenPack(
            scene: PackText.threeWaysOut.replacing(
                "Влево, goto: scn_end", with: "Влево, goto: scn_end, when: '\(condition)'"), problems: [problem])
    }

    /// Ten times ten times ten …, nine times.
    private static let aliasBomb = (1...9).reduce("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n") { bomb, level in
        bomb + "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
    }

    private static func numbered(_ numbers: ClosedRange<Int>, _ folder: String, _ text: (Int) -> String)
        -> [String: String]
    {
        Dictionary(uniqueKeysWithValues: numbers.map { ("\(folder)/\($0).yaml", text($0)) })
    }

    private static func scenes(_ count: Int) -> String {
        "id: tale\ntitle: Сказка\nepisodes:\n- {id: ep_one, scenes: ["
            + (1...count).map { "{id: s\($0), title: T}" }.joined(separator: ",") + "]}"
    }

    /// Scene templates of which each includes the next.
    private static func chain(_ count: Int) -> [String: String] {
        let name = { $0 < 10 ? "t0\($0)" : "t\($0)" }
        var files = ["scenes_templates/\(name(count)).yaml": "tone: тихо"]
        for index in 0..<count { files["scenes_templates/\(name(index)).yaml"] = "include: \(name(index + 1))" }
        return files
    }
}
