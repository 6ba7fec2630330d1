internal import CQRCodeGen

/// A QR code (ISO/IEC 18004) drawn with half blocks, two modules a character, for a phone to read off a terminal.
enum QRCode {
    /// qrcodegen_BUFFER_LEN_MAX, a macro that Swift does not see: the modules of version 40 as bits, and a byte.
    private static let bufferCount = (177 * 177 + 7) / 8 + 1

    /// Lines of text with a quiet zone of two modules; nil when `text` is too long (over some 2,300 bytes).
    ///
    /// - Parameter colours: white on black by escape codes (ECMA-48 §8.3.117), for a terminal: on a light one the code
    ///   would come out inverted, which many readers do not take.
    static func terminalText(for text: String, colours: Bool) -> String? {
        var scratch = [UInt8](repeating: 0, count: bufferCount)
        var code = scratch
        let isMade = qrcodegen_encodeText(
            text, &scratch, &code, qrcodegen_Ecc_LOW, qrcodegen_VERSION_MIN, qrcodegen_VERSION_MAX,
            qrcodegen_Mask_AUTO, true)
        guard isMade else { return nil }
        let size = qrcodegen_getSize(code)
        let quiet: Int32 = 2
        func isDark(_ column: Int32, _ row: Int32) -> Bool { qrcodegen_getModule(code, column, row) }
        var lines: [String] = []
        for row in stride(from: -quiet, to: size + quiet, by: 2) {
            var line = ""
            for column in -quiet..<(size + quiet) {
                // Light modules are what is printed: white.
                switch (isDark(column, row), isDark(column, row + 1)) {
                case (false, false): line += "█"
                case (false, true): line += "▀"
                case (true, false): line += "▄"
                case (true, true): line += " "
                }
            }
            lines.append(colours ? "\u{1B}[97;40m\(line)\u{1B}[0m" : line)
        }
        return lines.joined(separator: "\n")
    }
}
