internal import CUV
internal import Core
internal import Glibc

extension ListenAddress {
    /// Calls `body` with the socket address; nil when `host` is not one.
    func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>) -> Result) -> Result? {
        var storage = sockaddr_storage()
        return withUnsafeMutablePointer(to: &storage) { storage in
            let raw = UnsafeMutableRawPointer(storage)
            let status =
                isIPv6
                ? uv_ip6_addr(host, Int32(port), raw.assumingMemoryBound(to: sockaddr_in6.self))
                : uv_ip4_addr(host, Int32(port), raw.assumingMemoryBound(to: sockaddr_in.self))
            guard status == 0 else { return nil }
            return body(UnsafePointer(raw.assumingMemoryBound(to: sockaddr.self)))
        }
    }
}
