internal import Core
internal import Network

/// The live channels as AsyncAPI 3.0 (https://www.asyncapi.com/docs/reference/specification/v3.0.0), from the server's side:
/// it sends what clients hear, and receives what they send.
struct AsyncAPIDocument {
    private static let about = """
        Live channels over WebSocket. system.hello comes first, then what was missed, then everything in the order of seq, \
        without gaps. Names that the server says are reserved; any other name is passed on as it is. Close codes 4000 to \
        4399 mean: come back with since and epoch; 4400 to 4499: do not. No extension is agreed to: there is no \
        permessage-deflate, which costs memory for each socket.
        """

    let contract: ChannelContract
    /// All schemas of the API.
    let named: [NamedSchema]
    /// Scheme, host and port by which clients come; nil when nobody knows.
    let origin: String?

    private struct Channel {
        let name: String
        let place: EventKind.Place
        let address: String
        let about: String
    }

    private static let channels = [
        Channel(
            name: "run", place: .run, address: "/ws/run/{id}",
            about: "Everything of play of a campaign run; /ws/campaign/{id} is the same."),
        Channel(name: "party", place: .party, address: "/ws/party/{id}", about: "Membership and lobby of a party."),
    ]

    /// A message in one direction: its name is that of its schema too.
    private struct Message {
        let name: String
        let kind: EventKind
        let schema: Schema
        let isSent: Bool
    }

    private var messages: [Message] {
        contract.kinds.flatMap { kind in
            [
                kind.heard.map { Message(name: "\(kind.type).heard", kind: kind, schema: $0, isSent: false) },
                kind.sent.map { Message(name: "\(kind.type).sent", kind: kind, schema: $0, isSent: true) },
            ].compactMap(\.self)
        }
    }

    var json: [UInt8] {
        let messages = messages
        var json = JSONWriter()
        json.object { json in
            json.member("asyncapi", "3.0.0")
            json.key("info")
            json.object {
                $0.member("title", "Mimic live channels")
                $0.member("version", contract.version)
                $0.member("description", Self.about)
            }
            json.member("defaultContentType", "application/json")
            json.key("servers")
            json.object { writeServer(to: &$0) }
            json.key("channels")
            json.object { json in for channel in Self.channels { write(channel, messages, to: &json) } }
            json.key("operations")
            json.object { json in
                for channel in Self.channels {
                    write("tell", "send", channel, messages.filter { !$0.isSent }, to: &json)
                    write("hear", "receive", channel, messages.filter(\.isSent), to: &json)
                }
            }
            json.key("components")
            json.object { writeComponents(messages, to: &$0) }
        }
        return json.bytes
    }

    private func writeServer(to json: inout JSONWriter) {
        let isSecure = origin?.hasPrefix("https://") ?? false
        let host = origin.map { $0.dropFirst(isSecure ? "https://".count : "http://".count) } ?? "localhost:8080"
        json.key("here")
        json.object { json in
            json.member("host", String(host))
            json.member("protocol", isSecure ? "wss" : "ws")
            json.member("protocolVersion", "13")
            json.key("security")
            json.array { list in
                for scheme in ["bearer", "query"] {
                    list.object { $0.reference("#/components/securitySchemes/\(scheme)") }
                }
            }
        }
    }

    private func write(_ channel: Channel, _ messages: [Message], to json: inout JSONWriter) {
        json.key(escaping: channel.name)
        json.object { json in
            json.member("address", channel.address)
            json.member("description", channel.about)
            json.key("servers")
            json.array { list in list.object { $0.reference("#/servers/here") } }
            json.key("parameters")
            json.object { json in
                json.key("id")
                json.object { $0.member("description", "Of the \(channel.name).") }
            }
            json.key("messages")
            json.object { json in
                for message in messages where message.kind.isSaid(on: channel.place) {
                    json.key(escaping: message.name)
                    json.object { $0.reference("#/components/messages/\(message.name)") }
                }
            }
            json.key("bindings")
            json.object { json in
                json.key("ws")
                json.object { Self.writeHandshake(to: &$0) }
            }
        }
    }

    private static func writeHandshake(to json: inout JSONWriter) {
        json.member("method", "GET")
        json.key("query")
        let parameters = ChannelRoutes.query.map { (name: $0.name, schema: Schema.described($0.schema, $0.about)) }
        json.object { json in
            json.member("type", "object")
            json.key("properties")
            json.object { json in
                for parameter in parameters {
                    json.key(escaping: parameter.name)
                    parameter.schema.write(to: &json)
                }
            }
        }
        json.key("headers")
        Schema.object(
            [:],
            optional: [
                "Authorization": .described(.string(pattern: "^Bearer .+$"), "The access token, or a service's."),
                "Sec-WebSocket-Protocol": .described(
                    .string(pattern: "^\(ChannelRoutes.subprotocol)(?:, *bearer\\..+)?$"),
                    "The subprotocol, and beside it the token of a client that can send no other field."),
            ]
        ).write(to: &json)
        json.member("bindingVersion", "0.1.0")
    }

    private func write(
        _ verb: String, _ action: String, _ channel: Channel, _ messages: [Message], to json: inout JSONWriter
    ) {
        json.key(escaping: verb + channel.name.prefix(1).uppercased() + channel.name.dropFirst())
        json.object { json in
            json.member("action", action)
            json.key("channel")
            json.object { $0.reference("#/channels/\(channel.name)") }
            json.key("messages")
            json.array { list in
                for message in messages where message.kind.isSaid(on: channel.place) {
                    list.object { $0.reference("#/channels/\(channel.name)/messages/\(message.name)") }
                }
            }
        }
    }

    private func writeComponents(_ messages: [Message], to json: inout JSONWriter) {
        json.key("messages")
        json.object { json in
            for message in messages {
                json.key(escaping: message.name)
                json.object { json in
                    json.member("name", message.kind.type)
                    json.member("summary", message.kind.about)
                    json.key("payload")
                    json.object { $0.reference("#/components/schemas/\(message.name)") }
                }
            }
        }
        json.key("schemas")
        json.object { json in
            for message in messages {
                json.key(escaping: message.name)
                message.schema.write(to: &json)
            }
            for definition in named.needed(by: messages.map(\.schema)) {
                json.key(escaping: definition.name)
                definition.schema.write(to: &json)
            }
        }
        json.key("securitySchemes")
        json.object { json in
            json.key("bearer")
            json.object {
                $0.member("type", "http")
                $0.member("scheme", "bearer")
            }
            json.key("query")
            json.object {
                $0.member("type", "httpApiKey")
                $0.member("name", ChannelRoutes.token.name)
                $0.member("in", "query")
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func reference(_ target: String) { member("$ref", target) }
}
