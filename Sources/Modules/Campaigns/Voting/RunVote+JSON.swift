internal import Core

extension RunVote {
    /// `{"id","deadline","extended","options","mine","cast","of"}`, as a run shows it.
    ///
    /// - Parameters:
    ///   - voters: how many may vote.
    ///   - reader: whose ballot is `mine`; nil for nobody's view.
    func write(to json: inout JSONWriter, voters: Int, reader: PlayerID?) {
        json.object {
            $0.member("id", id)
            $0.member("deadline", deadline)
            $0.member("extended", isExtended)
            writeOptions(to: &$0)
            $0.member("mine", reader.flatMap { ballots[$0]?.optionID })
            $0.member("cast", ballots.count)
            $0.member("of", voters)
        }
    }

    /// The payload of `vote.started`.
    func writeStart(to json: inout JSONWriter) {
        json.member("voteId", id)
        writeOptions(to: &json)
        json.member("deadline", deadline)
    }

    /// The payload of `vote.update`: the count, and all else that may have changed.
    func writeUpdate(to json: inout JSONWriter, voters: Int) {
        json.member("voteId", id)
        json.key("tally")
        json.object { tally in
            for option in options {
                tally.member(escaping: option.id, supporters(of: option.id).count)
            }
        }
        json.member("cast", ballots.count)
        json.member("of", voters)
        json.member("deadline", deadline)
        json.member("extended", isExtended)
        writeOptions(to: &json)
    }

    private func writeOptions(to json: inout JSONWriter) {
        json.key("options")
        json.array { list in
            for option in options {
                let supporters = supporters(of: option.id)
                list.object {
                    $0.member("id", option.id)
                    $0.member("label", option.label)
                    $0.member("votes", supporters.count)
                    $0.key("by")
                    $0.array { by in for player in supporters { by.value(player.rawValue) } }
                }
            }
        }
    }

    /// The options as `votes` keeps them: `[{"id","label","skill"?}]`.
    var storedOptions: [UInt8] {
        JSONWriter.bytes { json in
            json.array { list in
                for option in options {
                    list.object {
                        $0.member("id", option.id)
                        $0.member("label", option.label)
                        $0.memberIfAny("skill", option.skill)
                    }
                }
            }
        }
    }
}

extension VoteCount {
    /// Into the payload of `vote.finished`. Each roll has the words of its option: an own move that came with the last
    /// ballot was told nobody before.
    func writeTie(to json: inout JSONWriter) {
        guard !tie.isEmpty else { return json.null() }
        json.object {
            $0.key("rolls")
            $0.array { list in
                for roll in tie {
                    list.object {
                        $0.member("optionId", roll.option.id)
                        $0.member("label", roll.option.label)
                        $0.member("round", roll.round)
                        $0.member("roll", roll.record.total)
                        $0.member("rollNumber", roll.record.number)
                    }
                }
            }
        }
    }
}
