internal import Core

/// Turns the YAML of one pack into the model.
///
/// Reads on after a problem, so that an author sees all of them at once; what could not be read is left out of the
/// model, and the pack is refused because of the error. References are noted and judged at the end.
/// Used by one thread, for one pack.
final class PackReader {
    /// The two forms of packs. The older one loads as it is: what is only odd is a warning there.
    enum Form {
        case folder, singleFile
    }

    let form: Form
    let limits: PackLimits
    /// The first is the language that the pack is written in.
    var languages: [Language]
    var translations = Translations()
    var register = Register()
    private(set) var problems: [Problem] = []
    /// A block that several scenes include is read at each of them, and its faults are told once.
    private var told: Set<Problem> = []
    /// Words that may yet be compared for "did you mean".
    private var comparisons: Int
    /// Values of the YAML files so far.
    private(set) var values = 0
    /// Where each line was first made.
    private(set) var lines: [String: Position] = [:]
    /// The campaign that is being read: scenes, flags and endings are its own.
    var campaignID: String?
    /// Of the campaign that is being read: where a group of monsters asks for a party of so many.
    var partySizes: [(position: Position, count: Int)] = []
    /// Scenes with a choice or a fight that could not be read: their ways out are not all known.
    var holed: Set<String> = []
    /// `scenes_templates/<id>.yaml` by id.
    var templates: [String: SceneTemplate] = [:]

    init(form: Form, languages: [Language], limits: PackLimits = PackLimits()) {
        self.form = form
        self.languages = languages
        self.limits = limits
        comparisons = limits.comparisons
    }

    func error(_ position: Position, _ message: String) { tell(Problem(.error, at: position, message)) }

    func warn(_ position: Position, _ message: String) { tell(Problem(.warning, at: position, message)) }

    private func tell(_ problem: Problem) {
        if told.insert(problem).inserted { problems.append(problem) }
    }

    /// An error in a folder pack; the older form is taken as it is.
    func complain(_ position: Position, _ message: String) {
        form == .folder ? error(position, message) : warn(position, message)
    }

    func noteLine(_ id: String, at position: Position) {
        if let first = lines[id] {
            let place = first.file == position.file ? "in line \(first.line)" : "in \(first.file):\(first.line)"
            complain(position, "the line id \"\(id)\" is used twice, first \(place): give one of the owners another id")
        } else {
            lines[id] = position
        }
    }

    /// `, did you mean "goto"?`, or nothing; nothing either when the pack has asked too often.
    func hint(for word: String, among known: @autoclosure () -> [String]) -> String {
        guard comparisons > 0 else { return "" }
        let known = known()
        // Once over the limit, not even the list is made again.
        guard known.count <= comparisons else {
            comparisons = 0
            return ""
        }
        comparisons -= known.count
        return Spelling.hint(for: word, among: known)
    }

    /// Counts `more` values to those of the pack. False, and an error at `position`, when that is too many.
    func admit(_ more: Int, at position: Position, _ what: String) -> Bool {
        values += more
        if values <= limits.values { return true }
        error(position, "with \(what) the pack has more than \(limits.values) values, no more are read")
        return false
    }

    /// What there is to tell the author, in the order of the files: the first of too many problems, and how many more.
    var report: [Problem] {
        let sorted = problems.sorted { $0.position < $1.position }
        guard sorted.count > limits.problems else { return sorted }
        let rest = sorted[limits.problems...]
        let severity = rest.contains { $0.severity == .error } ? Problem.Severity.error : .warning
        let last = sorted[limits.problems - 1].position
        return sorted.prefix(limits.problems) + [Problem(severity, at: last, "and \(rest.count) more problems follow")]
    }

    // MARK: Shapes

    /// Whether `node` is a mapping with all that `shape` requires; unknown fields are told but do not make it false.
    func open(_ node: YAMLNode, as shape: Shape, isFile: Bool = false) -> Bool {
        guard case .mapping(let members) = node.content else {
            error(node.position, "\(shape.noun) must be a mapping, not \(node.kind)")
            return false
        }
        let known = shape.required + shape.optional + (isFile ? Shape.ofEveryFile : [])
        for member in members where !known.contains(member.key) {
            let hint =
                member.value.isNull && member.key.contains(" ")
                ? ": a comma ends a text inside { }, put the text in quotes"
                : hint(for: member.key, among: known)
            complain(member.position, "unknown field \"\(member.key)\" in \(shape.noun)\(hint)")
        }
        if isFile { seasonVersion(node) }
        let missing = shape.required.filter { node[$0] == nil }
        for field in missing { error(node.position, "the \(shape.name) has no \"\(field)\"") }
        return missing.isEmpty
    }

    /// The entities of a file: the file itself, a list of them, or a list under `plural`. With each its being a file.
    func entities(_ root: YAMLNode, plural: String) -> [(node: YAMLNode, isFile: Bool)] {
        if case .sequence = root.content { return elements(of: root, plural).map { ($0, false) } }
        guard root[plural] != nil else { return [(root, true)] }
        _ = open(root, as: Shape("file", required: [plural]), isFile: true)
        return list(root, plural).map { ($0, false) }
    }
}
