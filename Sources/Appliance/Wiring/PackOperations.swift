internal import Campaigns
internal import ContentPacks
internal import Network

/// What the contract says of `/v1/admin/packs`.
enum PackOperations {
    static let packs = Operation(
        "The content packs of this server, and how they stand", tag: "admin",
        answers: [(200, .page(of: .reference("ContentPack")))], errors: [403])

    static let zipTypes = ["application/zip", "application/x-zip-compressed"]
    static let yamlTypes = ["application/yaml", "application/x-yaml", "text/yaml"]

    static let upload = Operation(
        "Check a pack, a folder as .zip or a single file, and bring it into force", tag: "admin",
        parameters: [PackRoutes.dryRun, PackRoutes.name], upload: [zipTypes[0], yamlTypes[0]],
        answers: [(200, .reference("ContentPack"))], errors: [403, 409])

    static let migrate = Operation(
        "Let runs in play go on with what is in force of their pack", tag: "admin", parameters: [PackRoutes.id],
        request: PackMigration.self, answers: [(200, .reference("PackMigrationReport"))], errors: [403])
}

/// The JSON of packs, for the OpenAPI document.
enum PackSchemas {
    @LoopActor static func add(to router: Router) {
        router.schema("PackProblem", problem)
        router.schema("ContentPack", pack)
        router.schema("PackMigrationReport", report)
    }

    private static let report = Schema.object([
        "packId": .string, "contentHash": .described(.string, "To which runs are moved."),
        "runs": .array(
            .object([
                "id": .string, "campaignTemplateId": .string, "turn": .integer(0...Int64.max), "sceneId": .string,
                "contentHash": .described(.string, "With which the run was played."),
                "verdict": .enumeration(MoveReport.Verdict.allCases.map(\.rawValue)),
                "obstacles": .described(.array(.string), "What stands in the way, in English."),
                "losses": .described(.array(.string), "What the run does not remember afterwards."),
                "lostTurns": .described(.array(.integer), "To which it cannot be taken back afterwards."),
                "helpedByProposal": .boolean,
            ])),
        "unknownNames": .described(.array(.string), "What the mapping names that no content of these runs has."),
        "proposedMapping": .described(.object([:]), "By likeness, for the runs that need one."),
    ])

    private static let problem = Schema.object([
        "file": .string, "line": .integer(1...Int64.max), "column": .integer(1...Int64.max),
        "severity": .enumeration(["error", "warning"]), "message": .string,
    ])

    private static let pack = Schema.object([
        "id": .described(.nullable(.string), "null: broken, and never loaded."),
        "title": .nullable(.string),
        "contentHash": .described(.nullable(.string), "Of what is in force, or played to its end."),
        "source": .described(.nullable(.string), "Folder or file; null: it is gone, and unfinished runs play on."),
        "builtIn": .described(.boolean, "Came with the program."),
        "campaigns": .described(.array(.string), "Ids."),
        "state": .described(
            .enumeration(PackStanding.State.allCases.map(\.rawValue)),
            "kept: the files are broken or gone, and what was read before stays in force or is played to its end."),
        "problems": .array(.reference("PackProblem")),
        "runs": .described(.integer(0...Int64.max), "Unfinished runs of this content."),
        "earlierRuns": .described(.integer(0...Int64.max), "Unfinished runs of other contents of the same pack."),
    ])
}
