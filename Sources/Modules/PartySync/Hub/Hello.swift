internal import Core
internal import Network

/// `system.hello`: the first message of a channel.
@LoopActor
struct Hello {
    private let seat: Seat
    private let description: ChannelDescription
    private let arrival: Arrival

    init(_ seat: Seat, _ description: ChannelDescription, _ arrival: Arrival) {
        self.seat = seat
        self.description = description
        self.arrival = arrival
    }

    var message: [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("epoch", arrival.position.epoch)
            $0.member("seq", arrival.position.seq)
            $0.member("oldestSeq", arrival.position.oldestSeq)
            $0.member("recovered", arrival.isRecovered)
            $0.key("you")
            $0.object {
                $0.member("characterId", seat.admission.characterID?.rawValue)
                $0.member("role", seat.admission.role.rawValue)
            }
            $0.key("members")
            $0.array { list in for member in description.members { write(member, to: &list) } }
            $0.key("run")
            if let run = description.run { $0.raw(run) } else { $0.null() }
            $0.key("vote")
            if let vote = description.vote { $0.raw(vote) } else { $0.null() }
            $0.key("limits")
            $0.object {
                $0.member("maxMessageBytes", seat.socket.limits.message)
                $0.member(
                    "messagesPerSecond", seat.channel.hub.limits.messages.map { Int64($0.perSecond.rounded(.up)) })
            }
            $0.member("heartbeatSeconds", Int(seat.socket.limits.pingTime.inSeconds))
        }
        let event = PartyEvent(channel: seat.channel.name.description, type: "system.hello", payload: json.bytes)
        return Envelope.make(event, eventID: nil, seq: nil, at: seat.channel.hub.clock.now())
    }

    private func write(_ member: ChannelDescription.Member, to json: inout JSONWriter) {
        let attendance = seat.channel.attendance
        json.object {
            $0.member("characterId", member.characterID.rawValue)
            $0.member("playerId", member.playerID.rawValue)
            $0.member("displayName", member.displayName)
            $0.member("online", attendance.has(.online, member.playerID))
            $0.member("typing", attendance.has(.typing, member.playerID))
            $0.member("ready", attendance.has(.ready, member.playerID))
        }
    }
}
