internal import CCurl
internal import Core

/// How libcurl is told of a request. Everything that it would take from the environment or guess by itself is said.
struct TransferOptions {
    private let request: ClientRequest
    private let settings: HTTPClientSettings
    private let curl: Curl
    private let authorities: Authorities?

    init(_ request: ClientRequest, _ settings: HTTPClientSettings, _ curl: Curl, trusting authorities: Authorities?) {
        self.authorities = authorities
        self.request = request
        self.settings = settings
        self.curl = curl
    }

    /// Fields that are not the caller's to set: they frame the request.
    private static let ownFields: Set = ["content-length", "transfer-encoding", "connection", "expect", "host", "te"]

    /// - Throws: `HTTPClientError.badField`.
    static func check(_ fields: [(name: String, value: String)]) throws(HTTPClientError) {
        for (name, value) in fields {
            let isName = !name.isEmpty && name.utf8.allSatisfy(ASCII.isToken) && !ownFields.contains(name.lowercased())
            guard isName, value.utf8.allSatisfy({ $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }) else {
                throw .badField(String(name.prefix(64)))
            }
        }
    }

    /// - Parameter problem: where libcurl writes its own words for a failure, `CURL_ERROR_SIZE` bytes.
    /// - Returns: the list of fields, to be freed after the transfer.
    func set(_ easy: UnsafeMutableRawPointer, problem: UnsafeMutablePointer<CChar>)
        -> UnsafeMutablePointer<curl_slist>?
    {
        ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, problem)
        // Signals are the process's; names are resolved on threads and need none.
        ccurl_set_long(easy, CURLOPT_NOSIGNAL, 1)
        // Or the end of a transfer would wait for a name that is being resolved.
        ccurl_set_long(easy, CURLOPT_QUICK_EXIT, 1)
        ccurl_set_pointer(easy, CURLOPT_USERAGENT, "Mimic")
        setAddress(easy)
        setTrust(easy)
        setMethod(easy)
        setLimits(easy)
        let fields = makeFields()
        ccurl_set_pointer(easy, CURLOPT_HTTPHEADER, fields)
        return fields
    }

    private func setAddress(_ easy: UnsafeMutableRawPointer) {
        ccurl_set_pointer(easy, CURLOPT_URL, request.url)
        ccurl_set_pointer(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        ccurl_set_pointer(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        ccurl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        // Not said, both would come from http_proxy and no_proxy in the environment.
        ccurl_set_pointer(easy, CURLOPT_PROXY, settings.proxy ?? "")
        ccurl_set_pointer(easy, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1")
        ccurl_set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        ccurl_set_long(easy, CURLOPT_FOLLOWLOCATION, request.redirects > 0 ? 1 : 0)
        ccurl_set_long(easy, CURLOPT_MAXREDIRS, request.redirects)
    }

    private func setTrust(_ easy: UnsafeMutableRawPointer) {
        ccurl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1)
        ccurl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2)
        ccurl_set_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let authorities { return ccurl_set_authorities(easy, authorities.store) }
        if let file = settings.certificates { ccurl_set_pointer(easy, CURLOPT_CAINFO, file) }
        // A folder beside the file would be looked into as well, and keep libcurl from remembering what it read.
        if settings.certificates != nil || curl.authorities != nil { ccurl_set_pointer(easy, CURLOPT_CAPATH, nil) }
    }

    private func setMethod(_ easy: UnsafeMutableRawPointer) {
        let hasBody = !request.body.isEmpty || [.post, .put, .patch].contains(request.method)
        if hasBody {
            ccurl_set_long(easy, CURLOPT_POST, 1)
            ccurl_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, request.body.count)
            request.body.withUnsafeBytes { body in
                if let start = body.baseAddress { ccurl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, start) }
            }
            if request.body.isEmpty { ccurl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, "") }
        }
        switch request.method {
        case .head: ccurl_set_long(easy, CURLOPT_NOBODY, 1)
        case .get where !hasBody, .post: break
        default: ccurl_set_pointer(easy, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        }
    }

    private func setLimits(_ easy: UnsafeMutableRawPointer) {
        // The other time-outs are Transfer's.
        ccurl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(request.timeouts.connect.milliseconds)))
        // Refuses what announces too much; what comes is counted by Transfer. An answer to HEAD announces and sends nothing.
        if request.method != .head {
            ccurl_set_size(easy, CURLOPT_MAXFILESIZE_LARGE, request.maximumBody)
        }
        if request.compression { ccurl_set_pointer(easy, CURLOPT_ACCEPT_ENCODING, "gzip") }
    }

    private func makeFields() -> UnsafeMutablePointer<curl_slist>? {
        // libcurl adds these by itself: a type that is a guess, and a wait for 100 that half of all servers ignore.
        var lines = ["Expect:"]
        if !request.fields.contains(where: { $0.name.lowercased() == "content-type" }) { lines.append("Content-Type:") }
        // A field without a value is written with a semicolon.
        lines += request.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        if let traceparent = request.trace?.traceparent { lines.append("traceparent: \(traceparent)") }
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = curl.functions.curl_slist_append(list, line) else { break }
            list = longer
        }
        return list
    }
}

extension TraceContext {
    /// `00-<trace>-<span>-<flags>`; nil for a trace id that a client chose in another form.
    fileprivate var traceparent: String? {
        let isHex = traceID.utf8.allSatisfy { ASCII.hexValue($0) != nil && $0 | 0x20 == $0 }
        guard traceID.utf8.count == 32, isHex, traceID.contains(where: { $0 != "0" }) else { return nil }
        return "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")"
    }
}
