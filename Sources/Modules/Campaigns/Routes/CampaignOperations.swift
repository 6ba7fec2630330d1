internal import Network

/// What the contract says of this module's routes.
enum CampaignOperations {
    static let campaigns = Operation(
        "The campaigns that can be played", tag: "campaigns", auth: .optional,
        parameters: [PageParameter.limit, CampaignRoutes.cursor],
        answers: [(200, .page(of: .reference("Campaign")))])

    static let generationSchema = Operation(
        "JSON Schema of a part of generatedPayload", tag: "campaigns", auth: .none,
        parameters: [CampaignRoutes.schemaName], answers: [(200, .object([:]))], mediaType: "application/schema+json")

    static let start = Operation(
        "Begin a run", tag: "campaigns", request: NewCampaignRun.self,
        answers: [(201, .reference("CampaignRun"))], errors: [403, 404])

    static let runs = Operation(
        "My runs, the newest first", tag: "campaigns",
        parameters: [RunRoutes.status, PageParameter.limit, PageParameter.uuidCursor],
        answers: [(200, .page(of: .reference("CampaignRunEntry")))])

    static let run = Operation(
        "A run as it stands", tag: "campaigns", parameters: [RunRoutes.id],
        answers: [(200, .reference("CampaignRun"))], errors: [403])

    static let action = Operation(
        "Do something in a run", tag: "campaigns", parameters: [RunRoutes.id],
        request: ActionRequest.self,
        answers: [(200, .reference("CampaignRun")), (409, .reference("ActionConflict"))], errors: [403])

    static let abort = Operation(
        "Break a run off; what was done so far is kept", tag: "campaigns", parameters: [RunRoutes.id],
        answers: [(200, .reference("CampaignRun"))], errors: [403])

    static let rewind = Operation(
        "Go back to the beginning of a scene; what was played since stays readable in the log", tag: "campaigns",
        parameters: [RunRoutes.id], request: RewindRequest.self,
        answers: [(200, .reference("CampaignRun")), (409, .reference("ActionConflict"))], errors: [403])

    static let log = Operation(
        "Scenes, decisions and rolls of a run, in order", tag: "campaigns",
        parameters: [RunRoutes.id, PageParameter.limit, RunRoutes.logCursor],
        answers: [(200, .page(of: .reference("CampaignLogEntry")))], errors: [403])

    static let events = Operation(
        "Stored events of the run's channel that I may see, the newest page first", tag: "campaigns",
        parameters: [RunRoutes.id, PageParameter.before, PageParameter.limit],
        answers: [(200, .reference("ChannelEvents"))], errors: [403])

    static let summary = Operation(
        "What a completed run leaves to its players and its world", tag: "campaigns", parameters: [RunRoutes.id],
        answers: [
            (
                200,
                .object([
                    "adventureSummary": .reference("AdventureSummary"), "retconPackage": .reference("RetconPackage"),
                ])
            )
        ], errors: [403])

    static let dice = Operation(
        "Seed and rolls of a finished run, to be checked against its commitment", tag: "campaigns",
        parameters: [RunRoutes.id], answers: [(200, .reference("PublishedDice"))], errors: [403, 409])
}
