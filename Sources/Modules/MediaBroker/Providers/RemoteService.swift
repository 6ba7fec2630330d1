internal import Core
internal import FoundationEssentials
internal import Network

/// A service that makes pictures, as its provider asks it: one address, limits, and answers that may be anything. What it
/// answered is read on a worker, for a picture in JSON is megabytes.
struct RemoteService: Sendable {
    /// Of the provider.
    let name: String
    let client: HTTPClient
    /// Without a slash at the end.
    let url: String
    /// `Authorization`.
    var authorization: String?
    /// For one request from its beginning to its end.
    let timeout: Duration
    let clock: Clock

    /// The answer to a request, which is one of success.
    ///
    /// - Parameter maximumBody: bytes.
    func send(
        _ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil, maximumBody: Int
    ) async throws(ProviderFailure) -> ClientResponse {
        var request = ClientRequest(method, url + path, for: name, maximumBody: maximumBody)
        request.timeouts.whole = timeout
        if let authorization { request.fields.append(("Authorization", authorization)) }
        if let body {
            var json = JSONWriter()
            json.value(body)
            request.body = json.bytes
            request.fields.append(("Content-Type", "application/json"))
        }
        let response: ClientResponse
        do {
            response = try await client.send(request)
        } catch {
            throw ProviderFailure(error, of: name)
        }
        if (200...299).contains(response.status) { return response }
        throw ProviderFailure(response, of: name, at: clock.now())
    }

    /// Reads an answer on a worker.
    func reading<Value: Sendable>(
        _ body: @escaping @Sendable () throws(ProviderFailure) -> Value
    ) async throws(ProviderFailure) -> Value {
        let result = try? await onWorker { Result { () throws(ProviderFailure) in try body() } }
        // `onWorker` throws nothing by itself.
        return try result!.get()
    }

    /// JSON of a body; blocks.
    func json(_ body: [UInt8]) throws(ProviderFailure) -> JSONValue {
        guard let value = try? JSON.parse(body) else { throw answered("something that is not JSON") }
        return value
    }

    /// A picture in base64, maybe as a `data:` URL; blocks.
    func picture(base64 text: String, maximumBytes: Int) throws(ProviderFailure) -> MadeMedia {
        let start = text.hasPrefix("data:") ? text.firstIndex(of: ",").map { text.index(after: $0) } : text.startIndex
        guard let start, let data = Data(base64Encoded: String(text[start...])) else {
            throw answered("a picture that is not base64")
        }
        return try picture(Array(data), maximumBytes: maximumBytes)
    }

    /// Bytes that begin as those of a picture do. Whether they are one is found out when they are decoded.
    func picture(_ bytes: [UInt8], maximumBytes: Int) throws(ProviderFailure) -> MadeMedia {
        guard bytes.count <= maximumBytes else { throw answered("a picture of more than \(maximumBytes) bytes") }
        let type: String
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            type = "image/png"
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            type = "image/jpeg"
        } else if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
            type = "image/webp"
        } else {
            throw answered("something that is neither PNG nor JPEG nor WebP")
        }
        return MadeMedia(bytes: bytes, mediaType: type)
    }

    /// A failure that another attempt would not mend.
    func answered(_ what: String) -> ProviderFailure { .permanent(reason: "\(name) answered with \(what).") }

    /// The order, when it is for a picture.
    func pictureOrder(_ order: MediaOrder) throws(ProviderFailure) -> ImageOrder {
        guard case .image(let order) = order else {
            throw .permanent(reason: "\(name) makes pictures and nothing else.")
        }
        return order
    }
}

extension ImageOrder {
    /// What services are told that take one text.
    ///
    /// - Parameter negative: whether it must say what is not wanted, too.
    func text(withNegative negative: Bool) -> String {
        var lines = [prompt]
        if !style.isEmpty { lines.append("Style: \(style).") }
        if !palette.isEmpty { lines.append("Colours: \(palette.joined(separator: ", ")).") }
        if negative, !self.negative.isEmpty { lines.append("Without: \(self.negative).") }
        return lines.joined(separator: "\n")
    }
}
