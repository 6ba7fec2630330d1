internal import Core

/// What an author changed between two versions of a pack.
package struct PackDiff: Sendable, Equatable {
    /// One part that is new, gone, or not as it was.
    package struct Change: Sendable, Equatable {
        /// `scene`, `choice`, …
        package let kind: String
        package let id: String
        /// What it is called now; of what is gone, what it was called.
        package let title: String?
        package let fate: Fate
    }

    package enum Fate: Sendable, Equatable {
        case added, removed
        case changed([FieldChange])
    }

    /// In order of kinds, and in each what is there now in order of writing, then what is gone.
    package let changes: [Change]
    /// By likeness: what parts that are gone may be called now.
    package let renamed: ContentMapping

    package init(from old: Pack, to new: Pack) {
        let (before, after) = (PackElement.all(of: old), PackElement.all(of: new))
        changes = PackElement.Kind.allCases.flatMap { kind in
            Self.changes(
                of: kind, before.filter { $0.kind == kind }, after.filter { $0.kind == kind },
                samePack: old.id == new.id)
        }
        renamed = ContentMapping(byLikenessFrom: old, to: new)
    }

    package var isEmpty: Bool { changes.isEmpty }

    private static func changes(
        of kind: PackElement.Kind, _ before: [PackElement], _ after: [PackElement], samePack: Bool
    ) -> [Change] {
        if kind == .pack, !samePack {
            return before.map { Change($0, .removed) } + after.map { Change($0, .added) }
        }
        let old = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let known = Set(after.map(\.id))
        let present = after.compactMap { element -> Change? in
            guard let was = old[element.id] else { return Change(element, .added) }
            let fields = FieldChange.between(.object(was.fields), .object(element.fields))
            return fields.isEmpty ? nil : Change(element, .changed(fields))
        }
        return present + before.filter { !known.contains($0.id) }.map { Change($0, .removed) }
    }
}

extension PackDiff.Change {
    fileprivate init(_ element: PackElement, _ fate: PackDiff.Fate) {
        kind = element.kind.rawValue
        id = element.id
        title = element.title
        self.fate = fate
    }
}
