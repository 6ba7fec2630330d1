internal import Glibc

/// The names of an archive, as they are taken one after the other: each is checked by itself and against the others.
struct ArchiveNames {
    private static let depth = 6
    private static let strange = "has a character in its name that no file of a pack has"
    /// Files and folders by their names in lower case, as file systems know them that do not tell cases apart.
    private var taken: [String: Name] = [:]

    private struct Name {
        let path: String
        let isFile: Bool
    }

    /// The path of a file to be read; nil for a folder, and for what is left out.
    ///
    /// - Throws: `ZipArchive.Failure.entry`.
    mutating func take(_ entry: ArchiveEntry) throws(ZipArchive.Failure) -> String? {
        func refuse(_ problem: String) -> ZipArchive.Failure { .entry(entry.name, problem: problem) }
        if entry.isEncrypted { throw refuse("is encrypted") }
        let isFolder = entry.name.hasSuffix("/")
        switch entry.kind {
        case 0, isFolder ? S_IFDIR : S_IFREG: break
        case S_IFLNK: throw refuse("is a link")
        default: throw refuse("is no plain file")
        }
        let path = isFolder ? String(entry.name.dropLast()) : entry.name
        let parts = path.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if let problem = Self.problem(of: parts) { throw refuse(problem) }
        if parts.contains(where: { $0.hasPrefix(".") || $0.hasSuffix("~") || $0 == "__MACOSX" }) { return nil }
        guard take(parts, isFile: !isFolder) else {
            throw refuse("is there twice, or differs from another in case only")
        }
        if isFolder { return nil }
        if !entry.isCommon { throw refuse("is compressed in a way that not everybody can read: use deflate") }
        return path
    }

    private static func problem(of parts: [String]) -> String? {
        if parts.count > depth { return "lies too deep: at most \(depth - 1) folders stand inside each other" }
        for part in parts {
            // An empty one begins an absolute path, or doubles a slash.
            if part.isEmpty || part == "." || part == ".." { return "leads out of the archive, or nowhere" }
            if part.utf8.count > 255 { return "has too long a name" }
            if part.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0 == "\\" || $0 == ":" }) {
                return strange
            }
        }
        // A slash that an accent stands on, or that another character draws to itself, would part nothing further on.
        return parts.joined(separator: "/").split(separator: "/").count == parts.count ? nil : strange
    }

    /// - Returns: false when the name, or a folder on its way, is another's already.
    private mutating func take(_ parts: [String], isFile: Bool) -> Bool {
        var path = ""
        for (index, part) in parts.enumerated() {
            path += (index == 0 ? "" : "/") + part
            let isFile = isFile && index == parts.count - 1
            if let known = taken[path.lowercased()] {
                // By bytes: texts that look the same may be two names.
                guard !known.isFile, !isFile, known.path.utf8.elementsEqual(path.utf8) else { return false }
            }
            taken[path.lowercased()] = Name(path: path, isFile: isFile)
        }
        return true
    }
}
