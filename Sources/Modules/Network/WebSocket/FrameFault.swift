/// Why a client is failed (RFC 6455 §7.1.7): the close code and a reason for whoever debugs it, at most 123 bytes.
struct FrameFault: Error, Equatable {
    let code: CloseCode
    let reason: StaticString

    static func == (left: FrameFault, right: FrameFault) -> Bool {
        left.code == right.code && "\(left.reason)" == "\(right.reason)"
    }

    private static func violation(_ reason: StaticString) -> FrameFault {
        FrameFault(code: .protocolError, reason: reason)
    }

    static let reservedBits = violation("A reserved bit is set, and no extension was agreed on.")
    static let reservedOpcode = violation("The opcode is reserved.")
    static let unmasked = violation("The frame is not masked.")
    static let fragmentedControl = violation("A control frame is fragmented.")
    static let longControl = violation("A control frame has more than 125 bytes.")
    static let strayContinuation = violation("There is no message to continue.")
    static let unfinishedMessage = violation("A message begins before the last one is finished.")
    static let longerLengthThanNeeded = violation("The length is not in its shortest form.")
    static let negativeLength = violation("The top bit of the length is set.")
    static let shortClose = violation("A close frame has one byte.")
    static let closeCode = violation("The close code must not be sent.")
    static let closeReason = FrameFault(code: .invalidText, reason: "The reason of the close frame is not UTF-8.")
    static let text = FrameFault(code: .invalidText, reason: "The text is not UTF-8.")
    static let tooBig = FrameFault(code: .messageTooBig, reason: "The message is too big.")
    static let emptyFragments = FrameFault(code: .policy, reason: "The message has too many empty fragments.")
}
