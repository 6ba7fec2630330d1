internal import CCurl

/// Authorities whose certificates are trusted, read once from a file.
///
/// libcurl would read them on its own, for a new connection and on the loop: 30-80 ms for Debian's.
final class Authorities: @unchecked Sendable {
    // OpenSSL's, which counts references atomically and locks what it changes.
    let store: UnsafeMutableRawPointer

    /// Blocks. Nil when the file cannot be read, or libcurl cannot take what was read: it then reads the file itself, and
    /// tells what is wrong with it.
    init?(file: String) {
        guard let store = ccurl_read_authorities(file) else { return nil }
        self.store = store
    }

    deinit { ccurl_free_authorities(store) }
}
