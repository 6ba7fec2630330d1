/// Why a condition does not parse.
package struct ConditionError: Error, Equatable {
    /// 1-based, in code points of the condition's text.
    package let column: Int
    package let message: String

    package init(column: Int, message: String) {
        self.column = column
        self.message = message
    }
}
