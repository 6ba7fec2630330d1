internal import Core

/// The choices of a scene that brings none of its own: bold, careful and clever ones, fitting its type.
///
/// They stand without a `goto`: the scene's own is the way, whatever comes of the check.
package enum DefaultChoices {
    /// Three choices `bold`, `careful`, `clever` with lines `<scene>.<choice>.label` and so on, in every language.
    /// Those of an epilogue have no checks: it is over.
    package static func choices(of type: SceneType, scene: String) -> [Choice] {
        type == .epilogue ? farewells(scene: scene) : patterns(of: type).map { choice($0, scene: scene) }
    }

    struct Pattern {
        let id: String
        let skill: Skill
        let dc: Int
        let harm: Effect
        let label: (russian: String, english: String)
        let success: (russian: String, english: String)
        let partial: (russian: String, english: String)
        let fail: (russian: String, english: String)
    }

    private static func choice(_ pattern: Pattern, scene: String) -> Choice {
        let owner = "\(scene).\(pattern.id)"
        func line(_ field: String, _ texts: (russian: String, english: String)) -> Line {
            Line(id: "\(owner).\(field)", texts: [.russian: texts.russian, .english: texts.english])
        }
        func branch(_ field: String, _ texts: (russian: String, english: String), _ effects: [Effect]) -> Branch {
            Branch(text: [line("\(field).text.1", texts)], effects: effects)
        }
        return Choice(
            id: pattern.id, label: line("label", pattern.label), check: Check(skill: pattern.skill, dc: pattern.dc),
            success: branch("success", pattern.success, [.xp(50)]),
            partial: branch("partial", pattern.partial, [.xp(25)]),
            fail: branch("fail", pattern.fail, [.xp(10), pattern.harm]))
    }

    private static func farewells(scene: String) -> [Choice] {
        farewells.map { farewell in
            func line(_ field: String, _ texts: (russian: String, english: String)) -> Line {
                Line(
                    id: "\(scene).\(farewell.id).\(field)",
                    texts: [.russian: texts.russian, .english: texts.english])
            }
            return Choice(
                id: farewell.id, label: line("label", farewell.label), text: [line("text.1", farewell.text)])
        }
    }

    private static func patterns(of type: SceneType) -> [Pattern] {
        switch type {
        case .story: story
        case .social: social
        case .combat: combat
        case .rest: rest
        case .epilogue: []
        }
    }
}
