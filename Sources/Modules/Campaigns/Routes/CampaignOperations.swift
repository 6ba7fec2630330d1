internal import Network

/// What the contract says of this module's routes.
enum CampaignOperations {
    static let campaigns = Operation(
        "The campaigns that can be played", tag: "campaigns", auth: .optional, query: Operation.Parameter.page,
        answers: [(200, .page(of: .reference("Campaign")))], errors: [422])

    static let generationSchema = Operation(
        "JSON Schema of a part of generatedPayload", tag: "campaigns", auth: .none, answers: [(200, .any)],
        errors: [404], mediaType: "application/schema+json")

    static let start = Operation(
        "Begin a run", tag: "campaigns", request: .reference("NewCampaignRun"),
        answers: [(201, .reference("CampaignRun"))], errors: [400, 403, 404, 409, 422])

    static let runs = Operation(
        "My runs, the newest first", tag: "campaigns",
        query: [Operation.Parameter("status", CampaignSchemas.status, "Only runs of this status.")]
            + Operation.Parameter.page,
        answers: [(200, .page(of: .reference("CampaignRunEntry")))], errors: [422])

    static let run = Operation(
        "A run as it stands", tag: "campaigns", answers: [(200, .reference("CampaignRun"))], errors: [403, 404])

    static let action = Operation(
        "Do something in a run", tag: "campaigns", request: .reference("CampaignAction"),
        answers: [(200, .reference("CampaignRun"))], errors: [400, 403, 404, 409, 422])

    static let abort = Operation(
        "Break a run off; what was done so far is kept", tag: "campaigns",
        answers: [(200, .reference("CampaignRun"))], errors: [403, 404, 409])

    static let log = Operation(
        "Scenes, decisions and rolls of a run, in order", tag: "campaigns", query: Operation.Parameter.page,
        answers: [(200, .page(of: .reference("CampaignLogEntry")))], errors: [403, 404, 422])

    static let events = Operation(
        "Stored events of the run's channel that I may see, the newest page first", tag: "campaigns",
        query: [
            Operation.Parameter("limit", .integer(1...200), "Events on a page, 50 if not given."),
            Operation.Parameter("before", .id, "Only events with a lower seq: `nextBefore` of the page before."),
        ],
        answers: [(200, .object(["items": .array(.object([:])), "nextBefore": .nullable(.id)]))],
        errors: [403, 404, 422])

    static let summary = Operation(
        "What a completed run leaves to its players and its world", tag: "campaigns",
        answers: [(200, .object(["adventureSummary": .object([:]), "retconPackage": .object([:])]))],
        errors: [403, 404])

    static let dice = Operation(
        "Seed and rolls of a finished run, to be checked against its commitment", tag: "campaigns",
        answers: [(200, .reference("PublishedDice"))], errors: [403, 404, 409])
}
