internal import Core

/// The words after a command's name, read in GNU style: `--name value`, `--name=value`, `--flag`, `--`.
struct Arguments: Sendable {
    private var values: [String: [String]] = [:]
    /// Whether `--help` was among them.
    private(set) var wantsHelp = false
    /// What is not an option.
    private(set) var operands: [String] = []

    /// - Throws: `Failure.usage` for an unknown option, a missing or a superfluous value, or a repeated option.
    init(_ words: some Sequence<String>, of command: Command) throws {
        var rest = Array(words)[...]
        while let word = rest.popFirst() {
            if word == "--" {
                operands += rest
                break
            }
            guard word.hasPrefix("-"), word.count > 1 else {
                operands.append(word)
                continue
            }
            if word == "--help" || word == "-h" {
                wantsHelp = true
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let option = command.options.first(where: { $0.name == parts[0] }) else {
                let known = command.options.map(\.name) + ["--help"]
                let hint = Spelling.hint(for: parts[0], among: known)
                throw Failure.usage("mimic \(command.name): unknown option \"\(parts[0])\"\(hint)")
            }
            let value = try Self.value(of: option, inline: parts.count == 2 ? parts[1] : nil, rest: &rest, of: command)
            if values[option.name] != nil, !option.repeats {
                throw Failure.usage("mimic \(command.name): \(option.name) is given twice")
            }
            values[option.name, default: []].append(value)
        }
        if !wantsHelp { try check(operands, of: command) }
    }

    private func check(_ operands: [String], of command: Command) throws {
        let taken = command.operands.map { $0.isMany ? Int.max : $0.count } ?? 0
        if operands.count > taken {
            throw Failure.usage("mimic \(command.name): unexpected argument \"\(operands[taken])\"")
        }
        if let wanted = command.operands, operands.count < wanted.count {
            let missing = wanted.name.split(separator: " ").dropFirst(operands.count).joined(separator: " ")
            throw Failure.usage("mimic \(command.name): \(missing) is missing; mimic help \(command.name) explains it")
        }
    }

    private static func value(
        of option: Command.Option, inline: String?, rest: inout ArraySlice<String>, of command: Command
    ) throws -> String {
        if option.value == nil {
            guard inline == nil else { throw Failure.usage("mimic \(command.name): \(option.name) takes no value") }
            return ""
        }
        if let inline { return inline }
        guard let next = rest.popFirst() else {
            throw Failure.usage("mimic \(command.name): \(option.name) needs a value: \(option.name) \(option.value!)")
        }
        return next
    }

    func has(_ name: String) -> Bool { values[name] != nil }
    func value(_ name: String) -> String? { values[name]?.last }
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// - Throws: `Failure.usage` when the value is not a port, 0...65535.
    func port(_ name: String, default standard: Int) throws -> Int {
        guard let text = value(name) else { return standard }
        guard let port = Int(text), (0...65535).contains(port) else {
            throw Failure.usage("\(name) must be a port, 0 to 65535, not \"\(text)\"")
        }
        return port
    }

    /// - Throws: `Failure.usage` when the value is not an integer of `range`.
    func integer(_ name: String, in range: ClosedRange<Int>, default standard: Int) throws -> Int {
        guard let text = value(name) else { return standard }
        guard let number = Int(text), range.contains(number) else {
            let bounds = "\(range.lowerBound) to \(range.upperBound)"
            throw Failure.usage("\(name) must be a number, \(bounds), not \"\(text)\"")
        }
        return number
    }
}
