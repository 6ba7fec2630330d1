extension YAMLComplaint {
    /// What it means, and what to do.
    ///
    /// - Parameters:
    ///   - began: the 1-based line where that begins which cannot go on so.
    ///   - character: what stands at the place; nil at the end of the file.
    func advice(began: Int, at character: Unicode.Scalar?) -> String {
        switch self {
        case .strangeColon:
            "a \":\" where no key can stand: put the text in quotes, or indent the line like its neighbours"
        case .strangeCharacter where character != "\t":
            "a text cannot begin with \"\(character.map { String($0) } ?? "")\": put it in quotes"
        case .strangeCharacter, .tab: "a tab begins the line: indent with spaces"
        case .noKey, .noHyphen:
            "this does not belong to what begins in line \(began): indent it like its neighbours, or put the whole text in quotes"
        case .noColon: "a key without its \":\", begun in line \(began): write key: value"
        case .openList: "the list [ ] that begins in line \(began) needs a \",\" or its \"]\" here"
        case .openMapping: "the mapping { } that begins in line \(began) needs a \",\" or its \"}\" here"
        case .openQuotes: "the quotes that open in line \(began) are never closed"
        }
    }
}
