internal import CAssets

/// The files of static-assets/, which the build embeds into the binary.
enum EmbeddedAssets {
    struct File: @unchecked Sendable {
        /// Relative to static-assets/: `web/play/index.html`.
        let path: String
        /// Points into the binary's constant data, which lives and never changes while the process does.
        let bytes: UnsafeRawBufferPointer
    }

    /// Sorted by path.
    static let all: [File] = (0..<cassets_count()).map { index in
        let file = cassets_file_at(index)
        return File(
            path: String(cString: file.path),
            bytes: UnsafeRawBufferPointer(start: file.bytes, count: file.count))
    }

    /// The files below `folder`, with their paths relative to it.
    static func files(below folder: String) -> [File] {
        all.compactMap { file in
            guard file.path.hasPrefix(folder + "/") else { return nil }
            return File(path: String(file.path.dropFirst(folder.count + 1)), bytes: file.bytes)
        }
    }
}
