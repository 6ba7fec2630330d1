internal import Core

extension RunState {
    /// This state as the story is taken back to `earlier`: everything is as it was then, but rolls go on counting up and
    /// the people are those of now.
    ///
    /// Who left since stays away. Who waited at the door then, or came since, comes in with the scene that is opened
    /// anew.
    ///
    /// - Parameter comers: those who came, or came back, since, as they come in.
    package func rewound(to earlier: RunState, comers: [MemberState]) -> RunState {
        let absence = Dictionary(
            (members + waiting).map { ($0.characterID, $0.absent) }, uniquingKeysWith: { first, _ in first })
        var state = earlier
        state.rollCount = rollCount
        state.openDoor()
        state.members = state.members.compactMap { then in
            if let comer = comers.first(where: { $0.characterID == then.characterID }) { return comer }
            // Nobody vanishes from `members`, so whoever did has left the run before coming in.
            guard let isAbsent = absence[then.characterID] else { return nil }
            var member = then
            member.absent = isAbsent
            return member
        }
        state.members += comers.filter { state.member($0.characterID) == nil }
        for member in state.members where member.absent { state.fight?.dismiss(member.characterID) }
        return state
    }
}
