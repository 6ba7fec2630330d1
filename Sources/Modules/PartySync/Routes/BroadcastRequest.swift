internal import Core
internal import Network

/// The body of `POST /v1/campaigns/{campaign_id}/broadcast`.
struct BroadcastRequest: RequestBody {
    let campaignID: String
    let message: ClientMessage

    init(reading fields: inout RequestFields) {
        campaignID = fields.required("campaignId", .verbatim(1...64), "The run of the path.")
        var message: ClientMessage?
        fields.requiredObject("message") { fields in
            message = ClientMessage(reading: &fields)
            _ = fields.optional("senderId", .verbatim(1...64), "Not read: the server writes who it was.")
            _ = fields.optional("channel", .verbatim(1...64), "Not read: it is the channel of the run.")
        }
        var nothing = RequestFields([:])
        self.message = message ?? ClientMessage(reading: &nothing)
    }

    static let example: JSONValue = [
        "campaignId": "01923e7a-5b6c-7d8e-9f00-112233445566",
        "message": [
            "eventType": "timer_tick", "payload": ["left": 30], "traceId": .null, "senderId": .null,
            "eventId": "tick-7", "actionId": .null, "channel": .null,
        ],
    ]
}
