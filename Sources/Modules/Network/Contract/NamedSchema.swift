package import Core

/// A schema of `components/schemas`.
package struct NamedSchema: Sendable {
    package let name: String
    package let schema: Schema
    /// A value that keeps to it.
    package let example: JSONValue?
}
