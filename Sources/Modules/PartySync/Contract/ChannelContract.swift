internal import Core
internal import Network

/// All that is said on channels, as JSON Schemas and as an AsyncAPI document.
@LoopActor
struct ChannelContract {
    nonisolated let kinds: [EventKind]
    /// Of the API: `1.0.0`.
    nonisolated let version: String

    func kind(_ type: String) -> EventKind? { kinds.first { $0.type == type } }

    /// The schema of a message alone, with what it refers to beside it. Of what clients both send and hear it takes both.
    ///
    /// - Parameter named: all schemas of the API.
    func schema(of kind: EventKind, among named: [NamedSchema]) -> [UInt8] {
        let references = "#/$defs/"
        var json = JSONWriter()
        json.object { json in
            json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
            json.member("$id", "/schemas/party-sync/\(kind.type)")
            json.member("title", kind.type)
            json.member("description", kind.about)
            let forms = kind.forms
            if forms.count == 1 {
                forms[0].writeMembers(to: &json, references: references)
            } else {
                json.key("anyOf")
                json.array { list in for form in forms { form.write(to: &list, references: references) } }
            }
            let definitions = named.needed(by: forms)
            guard !definitions.isEmpty else { return }
            json.key("$defs")
            json.object { json in
                for definition in definitions {
                    json.key(escaping: definition.name)
                    definition.schema.write(to: &json, references: references)
                }
            }
        }
        return json.bytes
    }
}

/// A kind of message in a path.
struct EventKindRule: ValueRule {
    let names: [String]

    var schema: Schema { .enumeration(names) }
    var placeholder: String { "" }

    func read(_ value: JSONValue) throws(RuleProblem) -> String {
        guard let name = value.stringValue, names.contains(name) else {
            throw RuleProblem("must be one of " + names.joined(separator: ", "))
        }
        return name
    }
}
