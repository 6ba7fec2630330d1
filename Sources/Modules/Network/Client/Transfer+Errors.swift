internal import CCurl

extension Transfer {
    /// What a result of libcurl means.
    func error(of result: CURLcode, _ curl: Curl) -> HTTPClientError {
        // Its own words name hosts, addresses, ports, versions and lengths, never paths, queries or passwords.
        let words = String(cString: problem)
        let reason = words.isEmpty ? curl.text(of: result) : words
        switch result {
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: return .proxy(reason)
        case CURLE_COULDNT_RESOLVE_HOST: return .resolve(origin)
        case CURLE_COULDNT_CONNECT: return .connect(origin, reason: reason)
        case CURLE_OPERATION_TIMEDOUT: return .timeout(.connect, origin, after: request.timeouts.connect)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            return .tls(origin, reason: reason)
        case CURLE_FILESIZE_EXCEEDED: return .tooLarge(origin, limit: request.maximumBody)
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR:
            let answer = ccurl_get_long(easy, CURLINFO_HTTP_CONNECTCODE)
            if answer >= 300 { return .proxy("it answered \(answer)") }
            return .truncated(origin, received: received, reason: reason)
        case CURLE_OUT_OF_MEMORY: return .library("out of memory")
        default: return .malformed(origin, reason: reason)
        }
    }
}
