internal import CCurl

/// The distribution's libcurl, loaded when somebody first asks another server for something: 7-11 ms, on a worker.
struct Curl: @unchecked Sendable {
    // Pointers to code; the library is never unloaded.
    let functions: ccurl_functions
    /// The file of authorities that it trusts by default; nil when it was built with a folder, or to ask the system.
    let authorities: String?

    /// The names of the ABI that the headers promise: libcurl with OpenSSL, and with GnuTLS.
    static let libraries = ["libcurl.so.4", "libcurl-gnutls.so.4"]
    /// 7.87, the first that lets go of a name that is still being resolved instead of waiting for it.
    private static let leastVersion = (number: UInt32(0x075700), text: "7.87")

    private static let usual = Result { () throws(HTTPClientError) in try open(libraries) }

    /// Any thread but the loop's: blocks. Names of libraries that are not the usual ones are tried each time.
    ///
    /// - Throws: `HTTPClientError.library` when it is not installed, too old, or cannot resolve names beside the loop.
    static func load(_ libraries: [String]) throws(HTTPClientError) -> Curl {
        libraries == self.libraries ? try usual.get() : try open(libraries)
    }

    /// Loads the first of `libraries` that is there.
    private static func open(_ libraries: [String]) throws(HTTPClientError) -> Curl {
        var reasons: [String] = []
        for library in libraries {
            var problem: UnsafePointer<CChar>?
            if let functions = ccurl_load(library, &problem) { return try Curl(functions.pointee, library) }
            reasons.append(problem.map { String(cString: $0) } ?? "unknown error")
        }
        throw .library(reasons.joined(separator: "; "))
    }

    private init(_ functions: ccurl_functions, _ library: String) throws(HTTPClientError) {
        guard let version = functions.curl_version_info(CURLVERSION_FIRST)?.pointee else {
            throw .library("\(library) does not tell its version")
        }
        guard version.version_num >= Curl.leastVersion.number else {
            let found = String(cString: version.version)
            throw .library("\(library) is \(found), and \(Curl.leastVersion.text) is the oldest that works")
        }
        let needed = CURL_VERSION_SSL | CURL_VERSION_LIBZ | CURL_VERSION_ASYNCHDNS
        guard version.features & needed == needed else {
            throw .library("\(library) was built without TLS, zlib or a resolver that does not block")
        }
        self.functions = functions
        authorities = version.cainfo.map { String(cString: $0) }
    }

    /// libcurl's own words for a result.
    func text(of result: CURLcode) -> String {
        functions.curl_easy_strerror(result).map { String(cString: $0) } ?? "error \(result.rawValue)"
    }
}
