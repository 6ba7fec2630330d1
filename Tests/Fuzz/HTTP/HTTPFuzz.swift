import Fuzzing

/// What one client sends over one connection, to a real `Server` behind a real socket.
///
/// A `|` in the input is not sent: the bytes before it are on their way, and read, before those after it.
///
/// * However the bytes are cut, the same requests are seen, with the same bodies and the same answers: what one cut
///   shows and another hides is how requests are smuggled.
/// * Each request that was seen has one well-formed answer, in order, and nothing else was sent.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let pieces = input(start, count).split(separator: UInt8(ascii: "|"))
    let whole = play([Array(pieces.joined())])
    if pieces.count > 1 {
        let cut = play(pieces.map(Array.init))
        require(cut == whole, "whole:\n\(whole.joined(separator: "\n"))\ncut:\n\(cut.joined(separator: "\n"))")
    }
    return 0
}

/// What the server has to say of one connection on which `pieces` came.
private func play(_ pieces: [[UInt8]]) -> [String] {
    let client = Client(port: House.shared.port)
    for piece in pieces {
        client.send(piece)
        House.shared.turn()
    }
    let answers = client.answersToTheEnd()
    let seen = House.shared.waitUntilEmpty()
    checkAnswers(answers, to: seen)
    return seen.map(\.description)
}
