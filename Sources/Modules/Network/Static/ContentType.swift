/// Media types of the files that we serve, by the extension of their name.
enum ContentType {
    static func of(_ path: String) -> String {
        let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.index(after: $0)...] } ?? path[...]
        let dot = name.lastIndex(of: ".").map { name.index(after: $0) } ?? name.endIndex
        return switch name[dot...] {
        case "html": "text/html; charset=utf-8"
        case "js", "mjs": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "json", "map": "application/json; charset=utf-8"
        case "webmanifest": "application/manifest+json; charset=utf-8"
        case "yaml", "yml": "application/yaml; charset=utf-8"
        case "txt", "md": "text/plain; charset=utf-8"
        case "svg": "image/svg+xml"
        case "webp": "image/webp"
        case "png": "image/png"
        case "jpg", "jpeg": "image/jpeg"
        case "ico": "image/x-icon"
        case "woff2": "font/woff2"
        case "opus", "ogg": "audio/ogg"
        default: "application/octet-stream"
        }
    }

    /// Whether gzip can make it smaller; pictures, fonts and sounds are compressed already.
    static func isCompressible(_ type: String) -> Bool {
        type.hasPrefix("text/") || type.hasPrefix("application/json") || type.hasPrefix("application/manifest")
            || type.hasPrefix("application/yaml") || type == "image/svg+xml" || type == "image/x-icon"
    }
}
