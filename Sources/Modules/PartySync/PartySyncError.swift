package import Core

/// What can go wrong on a channel.
package enum PartySyncError: Error, Equatable, APIErrorConvertible {
    case noSuchChannel(String)

    package var apiError: APIError {
        switch self {
        case .noSuchChannel(let channel): .notFound("The channel \(channel) does not exist.")
        }
    }
}
