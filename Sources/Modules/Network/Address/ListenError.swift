/// Why the server cannot listen.
package struct ListenError: Error, Equatable, CustomStringConvertible {
    /// An address, or the path of a Unix socket.
    package let place: String
    package let cause: UVError

    package var description: String {
        switch cause {
        case .addressInUse: "\(place) is already in use"
        default: "cannot listen on \(place): \(cause)"
        }
    }
}
