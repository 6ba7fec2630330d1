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
    /// The first is the language that the pack is written in.
    var languages: [Language]
    var translations = Translations()
    var register = Register()
    private(set) var problems: [Problem] = []
    /// Where each line was first made.
    private(set) var lines: [String: Position] = [:]
    /// The campaign that is being read: scenes, flags and endings are its own.
    var campaignID: String?
    /// `scenes_templates/<id>.yaml` by id.
    var templates: [String: YAMLNode] = [:]

    init(form: Form, languages: [Language]) {
        self.form = form
        self.languages = languages
    }

    func error(_ position: Position, _ message: String) {
        problems.append(Problem(.error, at: position, message))
    }

    func warn(_ position: Position, _ message: String) {
        problems.append(Problem(.warning, at: position, message))
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
                : Spelling.hint(for: member.key, among: known)
            complain(member.position, "unknown field \"\(member.key)\" in \(shape.noun)\(hint)")
        }
        if isFile { seasonVersion(node) }
        let missing = shape.required.filter { node[$0] == nil }
        for field in missing { error(node.position, "the \(shape.name) has no \"\(field)\"") }
        return missing.isEmpty
    }

    /// The entities of a file: the file itself, a list of them, or a list under `plural`. With each its being a file.
    func entities(_ root: YAMLNode, plural: String) -> [(node: YAMLNode, isFile: Bool)] {
        if case .sequence(let elements) = root.content { return elements.map { ($0, false) } }
        guard root[plural] != nil else { return [(root, true)] }
        _ = open(root, as: Shape("file", required: [plural]), isFile: true)
        return list(root, plural).map { ($0, false) }
    }
}
