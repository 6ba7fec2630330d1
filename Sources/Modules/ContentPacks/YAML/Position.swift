/// A place in a file of a pack.
package struct Position: Hashable, Sendable, Comparable {
    /// Relative to the pack's folder, or the name of a single file.
    package let file: String
    /// 1-based.
    package let line: Int
    /// 1-based, in code points.
    package let column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    package static func < (left: Position, right: Position) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}
