internal import Core

/// Writes response heads, and bodies that are there as a whole.
@LoopActor
struct ResponseWriter {
    private var date = HTTPDate()
    private let cors: CORSPolicy

    init(cors: CORSPolicy) { self.cors = cors }

    /// Writes a response that is not streamed; returns the size of its content in bytes.
    @discardableResult
    mutating func write(_ response: HTTPResponse, to request: HTTPRequest, keepsAlive: Bool, stream: SocketStream)
        -> Int
    {
        let output = stream.output()
        let isHead = request.method == .head
        switch response.body {
        case .empty:
            writeHead(response, to: request, keepsAlive: keepsAlive, length: 0, output)
            return 0
        case .bytes(let bytes):
            writeHead(response, to: request, keepsAlive: keepsAlive, length: bytes.count, output)
            guard !isHead, !HTTPStatus.isBodiless(response.status) else { return 0 }
            output.append(bytes)
            return bytes.count
        case .fixed(let bytes):
            writeHead(response, to: request, keepsAlive: keepsAlive, length: bytes.count, output)
            guard !isHead, !HTTPStatus.isBodiless(response.status) else { return 0 }
            stream.write(bytes)
            return bytes.count
        case .stream, .socket: preconditionFailure("BUG: a body that has a way of its own")
        }
    }

    /// `length` is nil for a streamed body: chunked, or until the end of the connection for HTTP/1.0.
    mutating func writeHead(
        _ response: HTTPResponse, to request: HTTPRequest, keepsAlive: Bool, length: Int?, _ output: ByteBuffer
    ) {
        if let line = HTTPStatus.line(response.status) {
            output.append(line)
        } else {
            output.append("HTTP/1.1 ")
            output.append(decimal: response.status)
            output.append(" Status\r\n")
        }
        date.append(to: output)
        writeTrace(of: request, output)
        output.append("X-Content-Type-Options: nosniff\r\n")
        if request.isSecure { output.append("Strict-Transport-Security: max-age=31536000\r\n") }
        if let contentType = response.contentType { writeType(contentType, of: response, output) }
        for field in response.fields {
            output.append(text: field.name)
            output.append(": ")
            output.appendFieldValue(field.value)
            output.append("\r\n")
        }
        cors.writeFields(for: request, output)
        if !HTTPStatus.isBodiless(response.status) {
            if let length {
                output.append("Content-Length: ")
                output.append(decimal: length)
                output.append("\r\n")
            } else if request.minorVersion >= 1 {
                output.append("Transfer-Encoding: chunked\r\n")
            }
        }
        if !keepsAlive {
            output.append("Connection: close\r\n")
        } else if request.minorVersion == 0 {
            output.append("Connection: keep-alive\r\n")
        }
        output.append("\r\n")
    }

    private func writeTrace(of request: HTTPRequest, _ output: ByteBuffer) {
        output.append("X-Trace-Id: ")
        let start = output.count
        switch request.traceSource {
        case .generated(let high, let low):
            output.append(hex: high)
            output.append(hex: low)
        case .given(let range), .parent(let range):
            output.append(request.bytes(range))
        }
        let traceID = start..<output.count
        output.append("\r\nX-Request-Id: ")
        output.append(again: traceID)
        output.append("\r\n")
        guard case .parent(let trace) = request.traceSource else { return }
        // Our span in the caller's trace, with the caller's flags: under it is what we log.
        output.append("traceparent: 00-")
        output.append(request.bytes(trace))
        output.append("-")
        output.append(hex: request.spanID)
        output.append("-")
        output.append(request.bytes(trace.upperBound + 18..<trace.upperBound + 20))
        output.append("\r\n")
    }

    private func writeType(_ contentType: String, of response: HTTPResponse, _ output: ByteBuffer) {
        if contentType == HTTPResponse.jsonType {
            output.append("Content-Type: application/json; charset=utf-8\r\n")
            // Answers of the API are one player's and of one moment.
            if !response.setsCaching { output.append("Cache-Control: no-store\r\n") }
            return
        }
        output.append("Content-Type: ")
        output.append(text: contentType)
        output.append("\r\n")
        if contentType.hasPrefix("text/html") { output.append(SecurityFields.page) }
    }
}
