/// One file of a pack, wherever it comes from: the binary, a folder, an upload.
package struct PackFile: Sendable, Equatable {
    /// Relative, with `/` between the parts.
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// The name without its last extension.
    var stem: String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.lastIndex(of: ".").map { name[..<$0] } ?? name)
    }

    /// In any case of letters: `Osip.YAML` is told about, not passed over.
    var isYAML: Bool {
        let path = path.lowercased()
        return path.hasSuffix(".yaml") || path.hasSuffix(".yml")
    }
}
