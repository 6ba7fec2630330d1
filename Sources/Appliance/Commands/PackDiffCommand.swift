internal import Campaigns
internal import Configuration
internal import ContentPacks
internal import Core
internal import Storage

extension Command {
    static let packDiff = Command(
        name: "pack diff", summary: "Tell what changed between two versions of a content pack.",
        explanation: """
            Prints what NEW has that OLD had not, what is gone, and what changed in the rest: campaigns, scenes, choices, flags,
            people, things, texts and translations. With --data or --config it also looks at the runs that this server has in
            play, and tells which can go on with NEW, which cannot now and why, and which need a mapping, with a proposal. It
            reads only; the server may be running. Exit code 1 when a run cannot be moved as it is, or a pack is broken.
            """,
        options: [.config, .data, .json], operands: Operands(name: "OLD NEW", count: 2)
    ) { arguments in
        let old = try PackSource(argument: arguments.operands[0]).playable()
        let new = try PackSource(argument: arguments.operands[1]).playable()
        let diff = PackDiff(from: old, to: new)
        let asksServer = arguments.has("--data") || arguments.has("--config")
        let report = asksServer ? try MoveReport(of: MoveOrder(pack: new), arguments.settings()) : nil
        if arguments.has("--json") {
            var json: [String: JSONValue] = ["diff": diff.json]
            json["runs"] = report?.json
            Terminal.print(JSONValue.object(json).text)
        } else {
            Terminal.print([diff.text, report?.text].compactMap { $0 }.joined(separator: "\n\n"))
        }
        return report.map { $0.count(.ready) == $0.runs.count } ?? true ? .success : .failure
    }
}

extension MoveReport {
    /// What an order would do to the runs of the server with these settings.
    ///
    /// - Throws: `Failure` when its database cannot be read.
    init(of order: MoveOrder, _ settings: Settings) throws {
        let database = DataFolder(path: settings.data.directory).database
        do {
            self = try Storage.inspect(database, migrations: Appliance.migrations) {
                try MoveReport(surveying: order, in: $0)
            }
        } catch let error as StorageError {
            throw Failure.failed("mimic: \(error)")
        }
    }
}
