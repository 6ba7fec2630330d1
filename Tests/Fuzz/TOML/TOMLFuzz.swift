import Fuzzing

@testable import Configuration

/// A configuration file of arbitrary bytes.
///
/// * It is read, or every problem with it is told with a line and column that are in the file.
/// * What `check-config --print` makes of it is a configuration file with the same values.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = input(start, count)
    switch load(text) {
    case .failure(let error):
        for problem in error.problems { checkPlace(problem, in: text) }
    case .success(let settings):
        // A secret is printed masked, and the mask is not one.
        if SettingKey.all.contains(where: { $0.isSecret && $0.show(settings) != nil }) { return 0 }
        guard case .success(let again) = load(Array(settings.report.utf8)) else {
            fatalError("FINDING: what was read is printed as what cannot be: \(settings.report)")
        }
        for key in SettingKey.all {
            require(key.show(again) == key.show(settings), "\(key.path) is printed as another value")
        }
    }
    return 0
}

private func load(_ text: [UInt8]) -> Result<Settings, ConfigurationError> {
    let files = FileReading { path throws(UnreadableFile) in
        guard path == "config.toml" else { throw UnreadableFile(isMissing: true, reason: "No such file") }
        return text
    }
    do {
        return .success(try SettingsLoader.load(path: "config.toml", environment: [:], files: files))
    } catch {
        return .failure(error)
    }
}

/// `config.toml:LINE:COLUMN`. The last place is the one after the last character, be that a line end.
private func checkPlace(_ problem: ConfigurationProblem, in text: [UInt8]) {
    let parts = problem.place.split(separator: ":")
    guard parts.count == 3, parts[0] == "config.toml", let line = Int(parts[1]), let column = Int(parts[2]) else {
        fatalError("FINDING: a problem without a place: \(problem)")
    }
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    require((1...lines.count).contains(line), "line \(line) of \(lines.count): \(problem)")
    // Columns are of characters, of which a line has at most as many as bytes.
    require((1...lines[line - 1].count + 2).contains(column), "column \(column) of line \(line): \(problem)")
}
