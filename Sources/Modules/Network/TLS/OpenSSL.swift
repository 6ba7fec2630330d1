internal import COpenSSL

/// The distribution's libssl, loaded by whoever first speaks TLS: about 2 ms.
enum OpenSSL {
    typealias Functions = UnsafePointer<copenssl_functions>

    /// The name of the ABI that the headers promise.
    static let library = "libssl.so.3"

    // Written once, before anybody has it, and never freed.
    nonisolated(unsafe) private static let functions: Result<Functions, TLSError> = {
        var problem: UnsafePointer<CChar>?
        if let functions = copenssl_load(library, &problem) { return .success(functions) }
        return .failure(.library(problem.map { String(cString: $0) } ?? "unknown error"))
    }()

    /// Any thread.
    ///
    /// - Throws: `TLSError` when the library is not installed, or is not OpenSSL 3.
    static func load() throws(TLSError) -> Functions { try functions.get() }
}

extension OpenSSL.Functions {
    /// The reason of the oldest error in this thread's queue, in OpenSSL's words.
    var reason: String {
        pointee.ERR_reason_error_string(pointee.ERR_peek_error()).map { String(cString: $0) } ?? "unknown error"
    }
}
