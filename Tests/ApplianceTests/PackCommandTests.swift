import ApplianceTesting
import Core
import Testing

@Suite("mimic pack")
struct PackCommandTests {
    private func run(_ arguments: [String]) async throws -> (code: Int32, text: String) {
        let process = try ServerProcess(["pack"] + arguments)
        let code = try await process.waitForEnd()
        return (code, process.printed)
    }

    /// A single-file pack with an unknown field, which is a warning there, or without scenes, which is an error.
    private func write(_ text: String, to name: String, in directory: TemporaryDirectory) throws -> String {
        try directory.write(Array(text.utf8), to: name)
        return "\(directory.path)/\(name)"
    }

    @Test(
        "check says nothing about faultless packs",
        arguments: ["static-assets/packs/thirteenth-lantern", "examples/packs/arrested_spring.yaml"])
    func checksFaultless(pack: String) async throws {
        let (code, text) = try await run(["check", Fixture.path(pack)])
        #expect(text == "")
        #expect(code == 0)
    }

    @Test("check names each problem with its place: warnings are no failure, errors are")
    func checksFaulty() async throws {
        let directory = try TemporaryDirectory()
        let odd = try write(
            "scenes:\n  - {id: one, title: One, summry: Odd.}\n  - {id: two, title: Two}\n", to: "odd.yaml",
            in: directory)
        let warned = try await run(["check", odd])
        #expect(warned.code == 0)
        let warning = "\(odd):2:27: warning: unknown field \"summry\" in a scene, did you mean \"summary\"?"
        #expect(warned.text == warning)

        let empty = try write("id: empty\ntitle: Empty\n", to: "empty/pack.yaml", in: directory)
        let folder = "\(directory.path)/empty"
        let (code, text) = try await run(["check", odd, folder + "/"])
        #expect(code == 1)
        #expect(text == "\(empty):1:1: error: the pack has no campaign: write campaigns/<id>.yaml\n\(warning)")
    }

    @Test("check --json has the same in fields")
    func checksForMachines() async throws {
        let directory = try TemporaryDirectory()
        _ = try write("id: empty\ntitle: Empty\n", to: "empty/pack.yaml", in: directory)
        let (code, text) = try await run(["check", "--json", directory.path + "/empty"])
        #expect(code == 1)
        let report = try JSON.parse(Array(text.utf8))
        #expect(
            report == [
                "errors": 1, "warnings": 0,
                "problems": [
                    [
                        "file": .string(directory.path + "/empty/pack.yaml"), "line": 1, "column": 1,
                        "severity": "error", "message": "the pack has no campaign: write campaigns/<id>.yaml",
                    ]
                ],
            ])
    }

    @Test("check refuses two packs with a campaign of one name")
    func checksTogether() async throws {
        let directory = try TemporaryDirectory()
        let tale = "scenes:\n  - {id: one, title: One}\n"
        let first = try write(tale, to: "a/tale.yaml", in: directory)
        let second = try write(tale, to: "b/tale.yaml", in: directory)
        let (code, text) = try await run(["check", first, second])
        #expect(code == 1)
        #expect(text == "\(second):1:1: error: the pack id \"tale\" is taken by \(first)")
    }

    @Test(
        "says what is no pack",
        arguments: [
            ("/nowhere/at/all", "mimic: /nowhere/at/all: No such file or directory"),
            ("/etc/hostname", "mimic: /etc/hostname: not a pack: name its folder, or the file of a single-file pack"),
        ])
    func refusesStrangers(path: String, message: String) async throws {
        let (code, text) = try await run(["check", path])
        #expect(code == 1)
        #expect(text == message)
    }

    @Test("asks for a pack, and says which commands there are")
    func usage() async throws {
        let missing = try await run(["check"])
        #expect(missing.code == 2)
        #expect(missing.text == "mimic pack check: DIR_OR_FILE is missing; mimic help pack check explains it")
        let bare = try await run([])
        #expect(bare.code == 2)
        #expect(bare.text.hasPrefix("mimic: pack what? pack check"))
        #expect(
            try await run(["check", "--help"]).text.hasPrefix("Usage: mimic pack check [OPTION]... DIR_OR_FILE...\n"))
    }

    @Test("play reaches everything in the built-in campaign, and keeps the counts")
    func plays() async throws {
        let directory = try TemporaryDirectory()
        let counts = directory.path + "/counts.json"
        let pack = Fixture.path("static-assets/packs/thirteenth-lantern")
        let (code, text) = try await run(["play", pack, "--runs", "200", "--coverage", counts, "--json"])
        #expect(code == 0, "\(text)")
        #expect(try Fixture.readFile(counts) == Array((text + "\n").utf8))
        let report = try JSON.parse(Array(text.utf8))
        guard case .array(let campaigns)? = report["campaigns"] else {
            Issue.record("no campaigns in \(text)")
            return
        }
        #expect(campaigns.map { $0["passed"] } == [true])
        #expect(campaigns[0]["runs"] == 200)
        #expect(campaigns[0]["missing"] == [:])
    }

    @Test("play prints a way that it can replay")
    func replays() async throws {
        let pack = Fixture.path("static-assets/packs/thirteenth-lantern")
        let (code, text) = try await run(["play", pack, "--until", "ending:fogbound", "--party", "2"])
        #expect(code == 0)
        let command = try #require(text.split(separator: "\n").last?.split(separator: " ").map(String.init))
        #expect(command.prefix(4) == ["mimic", "pack", "play", pack])
        let replay = try await run(Array(command.dropFirst(2)))
        #expect(replay.code == 0)
        #expect(replay.text.contains("The story is in \"end_fogbound\", phase COMPLETED"))
    }

    @Test(
        "play refuses what it cannot do",
        arguments: [
            (["--runs", "0"], 2, "--runs must be a number, 1 to 10000000, not \"0\""),
            (["--party", "9"], 2, "--party must be a number, 1 to 8, not \"9\""),
            (
                ["--until", "ending:scn_8"], 2,
                "--until: \"ending:scn_8\" is no ending, did you mean \"ending:scn_008\"?"
            ),
            (["--campaign", "winter"], 2, "--campaign: the pack has no \"winter\""),
            (["--replay", "here"], 2, "--replay: \"here\" is no step: SCENE/CHOICE, SCENE/CHOICE=OUTCOME@MEMBER"),
            (["--replay", "scn_9/a"], 1, "mimic: step 1, scn_9/a: the story is in \"scn_001\" then"),
            (["--coverage", "/proc/counts", "--runs", "1"], 1, "mimic: /proc/counts: No such file or directory"),
        ])
    func refusesToPlay(options: [String], code: Int32, message: String) async throws {
        let result = try await run(["play", Fixture.path("examples/packs/arrested_spring.yaml")] + options)
        #expect(result.code == code)
        #expect(result.text == message)
    }

    @Test("play shows the errors of a pack that cannot be played")
    func refusesBrokenPack() async throws {
        let directory = try TemporaryDirectory()
        _ = try write("id: empty\ntitle: Empty\n", to: "empty/pack.yaml", in: directory)
        let (code, text) = try await run(["play", directory.path + "/empty"])
        #expect(code == 1)
        let place = "\(directory.path)/empty/pack.yaml:1:1"
        #expect(text == "\(place): error: the pack has no campaign: write campaigns/<id>.yaml")
    }

    @Test("graph draws the built-in campaign, with the counts of play")
    func draws() async throws {
        let directory = try TemporaryDirectory()
        let (counts, drawing) = (directory.path + "/counts.json", directory.path + "/graph.svg")
        let pack = Fixture.path("static-assets/packs/thirteenth-lantern")
        #expect(try await run(["play", pack, "--runs", "200", "--coverage", counts]).code == 0)
        let drawn = try await run(["graph", pack, "--coverage", counts, "-o", drawing])
        #expect(drawn.code == 0)
        #expect(drawn.text == "")
        let svg = String(decoding: try Fixture.readFile(drawing), as: UTF8.self)
        #expect(svg.hasSuffix("</svg>\n"))
        #expect(svg.contains("scn_pier · 200×"))
        #expect(try await run(["graph", pack, "--format", "mermaid"]).text.hasPrefix("flowchart TD\n"))
        #expect(try await run(["graph", pack, "--format", "dot"]).text.hasPrefix("digraph "))
        let map = try JSON.parse(Array(try await run(["graph", pack, "--coverage", counts, "--json"]).text.utf8))
        #expect(map["scenes"]?.list.first?["visits"] == 200)
    }

    @Test("graph draws a pack with errors, and says that it has some")
    func drawsFaulty() async throws {
        let directory = try TemporaryDirectory()
        let tale = "scenes:\n  - {id: one, title: One, npcs: [nobody]}\n  - {id: two, title: Two, type: talk}\n"
        let file = try write(tale, to: "tale.yaml", in: directory)
        let (code, text) = try await run(["graph", file])
        #expect(code == 0)
        #expect(text.contains("mimic: the pack has errors (1); mimic pack check \(file) shows them"))
        #expect(text.contains("</svg>"))
    }

    @Test(
        "graph refuses what it cannot do",
        arguments: [
            (["--format", "png"], 2, "--format must be svg, dot or mermaid, not \"png\""),
            (["--format", "dot", "--json"], 2, "mimic pack graph: either --format or --json"),
            (["--coverage", "/nowhere"], 1, "mimic: /nowhere: No such file or directory"),
            (["--coverage", "/etc/hostname"], 1, "mimic: /etc/hostname: not the counts of mimic pack play --coverage"),
            (["-o", "/nowhere/graph.svg"], 1, "mimic: /nowhere/graph.svg: No such file or directory"),
        ])
    func refusesToDraw(options: [String], code: Int32, message: String) async throws {
        let result = try await run(["graph", Fixture.path("examples/packs/arrested_spring.yaml")] + options)
        #expect(result.code == code)
        #expect(result.text == message)
    }
}
