import ContentPacks
import Fuzzing

/// A content pack from a stranger.
///
/// The input is one file, or a folder of them: a line `=== PATH` begins the next.
///
/// * A pack is read, or an error says why not; every problem has a place in one of its files.
/// * A pack that is read is the same one again from its canonical form, to which runs are pinned.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let files = files(in: input(start, count))
    check(PackSource(name: files.count == 1 ? "tale.yaml" : "folder", files: files))
    return 0
}

private func files(in text: [UInt8]) -> [PackFile] {
    var files: [(path: String, bytes: [UInt8])] = []
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
        if line.starts(with: "=== ".utf8) {
            files.append((String(decoding: line.dropFirst(4), as: UTF8.self), []))
        } else {
            if files.isEmpty { files.append(("tale.yaml", [])) }
            files[files.count - 1].bytes += line + [UInt8(ascii: "\n")]
        }
    }
    return files.map { PackFile(path: $0.path, bytes: $0.bytes) }
}

private func check(_ source: PackSource) {
    let (pack, problems) = source.read()
    require(
        (pack == nil) == problems.contains { $0.severity == .error }, "a pack and its errors do not go together")
    for problem in problems { checkPlace(problem, in: source.files) }
    guard let pack else { return }
    do {
        let again = try Pack(decoding: pack.encoded())
        require(again == pack, "the canonical form is of another pack")
        require(again.contentHash == pack.contentHash, "the canonical form is not stable")
    } catch {
        fatalError("FINDING: the canonical form is not a pack: \(error)")
    }
}

private func checkPlace(_ problem: Problem, in files: [PackFile]) {
    let place = problem.position
    let named = files.filter { $0.path == place.file }
    guard !named.isEmpty else {
        return require(place.line == 1 && place.column == 1, "no file is called so: \(problem)")
    }
    require(named.contains { holds($0.bytes, place) }, "the place is not in the file: \(problem)")
}

/// The column after the last character of a line is its end, and the line after the last one the end of the file.
private func holds(_ text: [UInt8], _ place: Position) -> Bool {
    // YAML 1.1, which libyaml reads, also ends a line at a lone CR, at NEL, LS and PS.
    let breaks = text.count { $0 == 0x0A || $0 == 0x0D } + text.count { $0 == 0x85 || $0 == 0xA8 || $0 == 0xA9 }
    return place.line >= 1 && place.line <= breaks + 2 && place.column >= 1 && place.column <= text.count + 2
}
