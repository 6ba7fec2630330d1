/// One thing that is wrong with the configuration.
package struct ConfigurationProblem: Sendable, Equatable, CustomStringConvertible {
    /// `config.toml:12:1`, `MIMIC_SERVER__LISTEN`, `--listen`.
    package let place: String
    package let message: String

    /// `config.toml:12:1: unknown key "lisen", did you mean "listen"?`
    package var description: String { "\(place): \(message)" }
}

/// Why the server does not start: everything that is wrong at once, so that it can be mended at once. Exit code 78.
package struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    /// Never empty: in the order of the file, then credentials, environment, options.
    package let problems: [ConfigurationProblem]

    /// One problem a line.
    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
