/// The three forms in which a Russian noun follows a number: 1 очко, 2 очка, 5 очков; 11 очков, 21 очко.
package struct RussianPlural: Sendable {
    package let one: String
    package let few: String
    package let many: String

    package init(_ one: String, _ few: String, _ many: String) {
        self.one = one
        self.few = few
        self.many = many
    }

    /// The number and the noun; the sign of the number does not matter for the form.
    package func callAsFunction(_ number: Int) -> String { "\(number) \(form(number))" }

    /// The noun alone, as it stands behind `number`.
    package func form(_ number: Int) -> String {
        switch (number.magnitude % 10, number.magnitude % 100) {
        case (_, 11...14): many
        case (1, _): one
        case (2...4, _): few
        default: many
        }
    }
}

/// One and many of an English noun.
package struct EnglishPlural: Sendable {
    package let one: String
    package let many: String

    package init(_ one: String, _ many: String) {
        self.one = one
        self.many = many
    }

    package func callAsFunction(_ number: Int) -> String {
        "\(number) \(number.magnitude == 1 ? one : many)"
    }
}
