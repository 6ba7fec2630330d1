internal import CQRCodeGen

/// A QR code (ISO/IEC 18004) of a short text.
struct QRCode {
    /// qrcodegen_BUFFER_LEN_MAX, a macro that Swift does not see: the modules of version 40 as bits, and a byte.
    private static let bufferCount = (177 * 177 + 7) / 8 + 1

    private let code: [UInt8]
    /// Modules a side: 21...177.
    let size: Int

    /// Nil when `text` is too long (over some 2,300 bytes).
    init?(_ text: String) {
        var scratch = [UInt8](repeating: 0, count: Self.bufferCount)
        var code = scratch
        let isMade = qrcodegen_encodeText(
            text, &scratch, &code, qrcodegen_Ecc_LOW, qrcodegen_VERSION_MIN, qrcodegen_VERSION_MAX,
            qrcodegen_Mask_AUTO, true)
        guard isMade else { return nil }
        self.code = code
        size = Int(qrcodegen_getSize(code))
    }

    /// Light outside of the code.
    private func isDark(_ column: Int, _ row: Int) -> Bool {
        qrcodegen_getModule(code, Int32(column), Int32(row))
    }

    /// Drawn with half blocks, two modules a character, for a phone to read off a terminal: lines of text with a quiet zone
    /// of two modules.
    ///
    /// - Parameter colours: white on black by escape codes (ECMA-48 §8.3.117), for a terminal: on a light one the code
    ///   would come out inverted, which many readers do not take.
    func terminalText(colours: Bool) -> String {
        let quiet = 2
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

    /// The dark modules as data of an SVG path, one unit a module, without a quiet zone: a bar for each run of a row.
    var path: String {
        var path = ""
        for row in 0..<size {
            var column = 0
            while column < size {
                let start = column
                while column < size, isDark(column, row) { column += 1 }
                if column > start { path += "M\(start) \(row)h\(column - start)v1H\(start)z" }
                column += 1
            }
        }
        return path
    }
}
