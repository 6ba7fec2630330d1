internal import Core

/// Writes response heads, and bodies that are there as a whole.
@LoopActor
struct ResponseWriter {
    private var date = HTTPDate()
    private let cors: CORSPolicy
    private let isSecure: Bool

    init(cors: CORSPolicy, isSecure: Bool) {
        self.cors = cors
        self.isSecure = isSecure
    }

    /// Writes a response that is not streamed; returns the size of its content in bytes.
    @discardableResult
    mutating func write(_ response: HTTPResponse, to request: HTTPRequest, keepsAlive: Bool, stream: TCPStream) -> Int {
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
            writeHead(response, to: request, keepsAlive: keepsAlive, length: bytes.pointer.count, output)
            guard !isHead, !HTTPStatus.isBodiless(response.status) else { return 0 }
            stream.write(fixed: bytes.pointer)
            return bytes.pointer.count
        case .stream: preconditionFailure("BUG: a streamed body is written by its own task")
        }
    }

    /// `length` is nil for a streamed body: chunked, or until the end of the connection for HTTP/1.0.
    mutating func writeHead(
        _ response: HTTPResponse, to request: HTTPRequest, keepsAlive: Bool, length: Int?, _ output: OutputBuffer
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
        if let contentType = response.contentType {
            output.append("Content-Type: ")
            output.append(contentType)
            output.append("\r\n")
            writePolicy(contentType, response, output)
        }
        for field in response.fields {
            output.append(field.name)
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

    private func writeTrace(of request: HTTPRequest, _ output: OutputBuffer) {
        writeTraceID(of: request, "X-Trace-Id: ", output)
        writeTraceID(of: request, "X-Request-Id: ", output)
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

    private func writeTraceID(of request: HTTPRequest, _ name: StaticString, _ output: OutputBuffer) {
        output.append(name)
        switch request.traceSource {
        case .generated(let high, let low):
            output.append(hex: high)
            output.append(hex: low)
        case .given(let range), .parent(let range):
            output.append(request.bytes(range))
        }
        output.append("\r\n")
    }

    private func writePolicy(_ contentType: String, _ response: HTTPResponse, _ output: OutputBuffer) {
        if isSecure { output.append("Strict-Transport-Security: max-age=31536000\r\n") }
        if contentType.hasPrefix("text/html") {
            output.append(SecurityFields.page)
        } else if contentType == HTTPResponse.jsonType, !response.setsCaching {
            // Answers of the API are one player's and of one moment.
            output.append("Cache-Control: no-store\r\n")
        }
    }
}
