internal import CUV

/// A negative status of libuv, which is `-errno` on Linux.
package struct UVError: Error, Equatable, CustomStringConvertible {
    package let code: Int32

    init(_ code: Int32) { self.code = code }

    static let addressInUse = UVError(UV_EADDRINUSE.rawValue)
    static let again = UVError(UV_EAGAIN.rawValue)

    package var description: String {
        guard let text = uv_strerror(code) else { return "error \(code)" }
        return String(cString: text)
    }
}
