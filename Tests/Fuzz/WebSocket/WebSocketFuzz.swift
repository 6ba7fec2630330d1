import Fuzzing

@testable import Network

/// What one client sends over an open WebSocket.
///
/// The first byte of the input says in how small pieces it comes, the second how much a message may have; the rest is sent.
///
/// * However the bytes are cut, the same messages and control frames are seen, and the same end.
/// * They are those that `Reference` sees, which has all the bytes at once and shares no code with `FrameReader`.
/// * For each fault there is a well-formed close frame.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = input(start, count)
    guard bytes.count > 2 else { return 0 }
    let limit = Int(bytes[1]) * 8
    let sent = Array(bytes[2...])
    let whole = read(sent, inPiecesOf: sent.count, limit: limit)
    let reference = Reference(limit: limit).read(sent)
    require(whole == reference, "of \(sent)\nseen: \(whole)\nthe RFC: \(reference)")
    for size in [1, Int(bytes[0] % 61) + 2] {
        let cut = read(sent, inPiecesOf: size, limit: limit)
        require(cut == whole, "of \(sent)\nwhole: \(whole)\nin pieces of \(size): \(cut)")
    }
    return 0
}

/// What `FrameReader` makes of bytes up to their end, a close frame or a fault.
private func read(_ bytes: [UInt8], inPiecesOf size: Int, limit: Int) -> [Seen] {
    var reader = FrameReader(limit: limit)
    var seen: [Seen] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
        // Of its own, so that the address sanitizer sees a step beyond its end.
        var piece = Array(bytes[start..<min(start + size, bytes.count)])
        piece.withUnsafeMutableBytes { piece in
            var rest = piece
            while seen.last?.isEnd != true, let event = reader.next(&rest) { seen.append(Seen(event)) }
        }
        if seen.last?.isEnd == true { break }
    }
    reader.end()
    return seen
}
