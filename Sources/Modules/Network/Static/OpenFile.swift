internal import CUV
internal import Core
package import Files
internal import Glibc

/// A file on the disk, open for reading: sent piece by piece, so that a slow client holds a piece of it and not the whole.
///
/// What is open can be read to its end, even if its name is taken away meanwhile.
package final class OpenFile: Sendable {
    /// Bytes that are read at once: as much as a connection holds unsent.
    private static let piece = 256 << 10

    private let descriptor: Int32
    private let path: String
    /// Bytes.
    package let count: Int

    /// Blocks: call it on a worker. A link is not followed.
    ///
    /// - Throws: `FileFailure`.
    package init(_ path: String) throws(FileFailure) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw FileFailure(path, errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            let code = errno
            close(descriptor)
            throw FileFailure(path, code)
        }
        count = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Answers GET and HEAD of a file whose bytes are the same for ever.
    ///
    /// - Parameters:
    ///   - tag: with its quotes.
    ///   - response: of status 200, with its type and fields.
    @LoopActor package func answer(_ response: HTTPResponse, tag: String, to request: HTTPRequest) -> HTTPResponse {
        response.showing(count, tag: tag, to: request) { range in
            let range = range ?? 0..<count
            return .stream(length: range.count) { [self] writer in
                var rest = range
                while !rest.isEmpty {
                    let part = rest.prefix(Self.piece)
                    let bytes = try await onWorker { try self.read(part) }
                    try await writer.write(bytes)
                    rest = rest.dropFirst(bytes.count)
                }
            }
        }
    }

    /// Blocks.
    ///
    /// - Throws: `FileFailure`, also when the file has become shorter.
    package func read(_ range: Range<Int>) throws(FileFailure) -> [UInt8] {
        var (failure, end) = (Int32(0), 0)
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < range.count {
                end = pread(
                    descriptor, buffer.baseAddress! + count, range.count - count, off_t(range.lowerBound + count))
                if end < 0 && errno == EINTR { continue }
                guard end > 0 else {
                    failure = end < 0 ? errno : EIO
                    return
                }
                count += end
            }
        }
        guard failure == 0 else { throw FileFailure(path, failure) }
        return bytes
    }
}
