package import ContentPacks
package import Core

extension FlagValue {
    package var json: JSONValue {
        switch self {
        case .bool(let value): .bool(value)
        case .integer(let value): .integer(Int64(value))
        case .text(let value): .string(value)
        }
    }
}
