internal import Campaigns
internal import Configuration
internal import ContentPacks
internal import Core
internal import Storage

extension Command {
    static let packMigrate = Command(
        name: "pack migrate", summary: "Let runs in play go on with another version of their pack.",
        explanation: """
            A run is pinned to the content that it was begun with. This moves unfinished runs of a stopped server to the pack at
            DIR_OR_FILE: --dry-run tells which can be moved and what they would lose, --apply moves those that can, all in one
            transaction, and leaves the others as they are. What is called otherwise now is named in a mapping: scenes, choices
            (scene/choice), flags, items, npcs and endings, each OLD: NEW, or OLD: null to forget it; pack diff proposes one.
            While the server runs, --dry-run works, and POST /v1/admin/packs/ID/migrate moves runs. Exit code 1 when a run
            stays behind.
            """,
        options: [
            Option(name: "--dry-run", help: "Only tell what would be done."),
            Option(name: "--apply", help: "Do it."),
            Option(name: "--map", value: "FILE", help: "Find the parts that have new ids by this mapping, YAML."),
            Option(name: "--run", value: "ID", repeats: true, help: "Move this run only; may be given more than once."),
            .config, .data, .json,
        ], operands: Operands(name: "DIR_OR_FILE")
    ) { arguments in
        guard arguments.has("--dry-run") != arguments.has("--apply") else {
            throw Failure.usage("mimic pack migrate: say either --dry-run or --apply")
        }
        let pack = try PackSource(argument: arguments.operands[0]).playable()
        let runs = arguments.all("--run")
        let order = MoveOrder(
            pack: pack, mapping: try arguments.mapping(to: pack), runIDs: runs.isEmpty ? nil : Set(runs))
        let settings = try arguments.settings()
        let report = arguments.has("--apply") ? try move(order, settings) : try MoveReport(of: order, settings)
        Terminal.print(arguments.has("--json") ? report.json.text : report.text)
        let missing = runs.filter { id in !report.runs.contains { $0.id == id } }
        for id in missing {
            Terminal.complain("mimic: no unfinished run \(id) is played with another version of this pack")
        }
        return report.isComplete && missing.isEmpty ? .success : .failure
    }

    private static func move(_ order: MoveOrder, _ settings: Settings) throws -> MoveReport {
        let hint =
            "A server that runs moves its runs by itself: POST /v1/admin/packs/\(order.pack.id)/migrate"
        do {
            return try Appliance.onStoppedServer(settings, hint: hint) { try await $0.move(order) }
        } catch {
            throw error as? Failure ?? .failed("mimic: the runs were not moved: \(error)")
        }
    }
}

extension Arguments {
    /// What `--map` names.
    ///
    /// - Throws: `Failure` with what is wrong in the file, and what of it the pack has not.
    fileprivate func mapping(to pack: Pack) throws -> ContentMapping {
        guard let path = value("--map") else { return ContentMapping() }
        let mapping: ContentMapping
        do {
            mapping = try ContentMapping(yaml: FolderReader().file(path).bytes, file: path)
        } catch {
            throw Failure.failed("mimic: \(error)")
        }
        let problems = mapping.problems(in: pack)
        guard problems.isEmpty else {
            throw Failure.failed(problems.map { "mimic: \(path): \($0)" }.joined(separator: "\n"))
        }
        return mapping
    }
}
