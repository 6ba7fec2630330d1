internal import ContentPacks

/// An action as the rules resolve it: what is rolled, what comes of it, and how the way on is found.
struct Move {
    enum Kind: Equatable {
        case choice(String)
        case freeform
        /// The end of a fight.
        case fight
    }

    /// How the next scene is found.
    enum Steering: Equatable {
        /// By what the author wrote for the outcome.
        case story
        /// Straight to the nearest ending: an `advance` that has gone in circles for long enough.
        case ending
    }

    let kind: Kind
    let check: Check?
    let text: [Line]
    let effects: [Effect]
    let success: Branch?
    let partial: Branch?
    let fail: Branch?
    let goto: String?
    /// Whether the story moves on also when nobody wrote where to: generic choices and own moves never stay.
    let leaves: Bool
    var steering = Steering.story
    /// Whether an `advance` took a choice that had been taken before.
    var isRepeatedAdvance = false

    init(_ choice: Choice) {
        kind = .choice(choice.id)
        check = choice.check
        text = choice.text
        effects = choice.effects
        success = choice.success
        partial = choice.partial ?? choice.fail
        fail = choice.fail
        goto = choice.goto
        leaves = GenericChoices.isGeneric(choice)
    }

    init(_ freeform: Freeform, skill: Skill) {
        kind = .freeform
        check = Check(skill: skill, dc: freeform.dc)
        text = []
        effects = []
        success = freeform.onSuccess
        partial = freeform.onPartial ?? freeform.onFail
        fail = freeform.onFail
        goto = nil
        leaves = true
    }

    /// What comes of a fight; its text and effects have been told and applied.
    init(_ end: Branch) {
        kind = .fight
        check = nil
        text = []
        effects = []
        success = nil
        partial = nil
        fail = nil
        goto = end.goto
        leaves = true
    }

    /// A missing `partial` plays as `fail` (`Choice.partial`); without a check there is no branch.
    func branch(for outcome: CheckOutcome?) -> Branch? {
        switch outcome {
        case .success?: success
        case .partial?: partial
        case .fail?: fail
        case nil: nil
        }
    }
}
