/// A text cut at its empty lines; a single line break is a space, as in Markdown.
///
/// White space is that of ASCII: a space that must not break a line is there to stay.
enum Paragraphs {
    static func of(_ text: String) -> [String] {
        var text = text
        return text.withUTF8 { bytes in
            var paragraphs: [String] = []
            var current: [UInt8] = []
            var breaks = 0
            var isBehindSpace = false
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "\n"): breaks += 1
                case 0x20, 0x09...0x0D: isBehindSpace = true
                default:
                    if breaks > 1 {
                        close(&current, into: &paragraphs)
                    } else if breaks == 1 || isBehindSpace, !current.isEmpty {
                        current.append(UInt8(ascii: " "))
                    }
                    current.append(byte)
                    (breaks, isBehindSpace) = (0, false)
                }
            }
            close(&current, into: &paragraphs)
            return paragraphs
        }
    }

    private static func close(_ paragraph: inout [UInt8], into paragraphs: inout [String]) {
        if !paragraph.isEmpty { paragraphs.append(String(decoding: paragraph, as: UTF8.self)) }
        paragraph.removeAll(keepingCapacity: true)
    }
}
