import Hashing
import Testing

@Suite("Text forms of bytes")
struct EncodingTests {
    @Test(
        "base64url as RFC 4648 has it, without padding",
        arguments: [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ])
    func base64URL(plain: String, text: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == text)
        #expect(Base64URL.decode(text) == Array(plain.utf8))
    }

    @Test(
        "base64 as RFC 4648 has it, with padding",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func base64(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == text)
    }

    @Test("base64 has + and / where base64url has - and _")
    func base64Alphabet() {
        #expect(Base64.encode([0xFB, 0xFF, 0xFE]) == "+//+")
    }

    @Test("base64url has - and _ where base64 has + and /")
    func base64URLAlphabet() {
        #expect(Base64URL.encode([0xFB, 0xFF, 0xFE]) == "-__-")
        #expect(Base64URL.decode("-__-") == [0xFB, 0xFF, 0xFE])
    }

    @Test("every byte survives base64url and hex")
    func roundTrip() {
        let bytes = Array(UInt8.min...UInt8.max)
        for count in 0...bytes.count {
            let part = Array(bytes.suffix(count))
            #expect(Base64URL.decode(Base64URL.encode(part)) == part)
            #expect(Hex.decode(Hex.encode(part)) == part)
        }
    }

    @Test(
        "base64url refuses padding, other alphabets, odd lengths and stray bits",
        arguments: ["Zg==", "Z+8_", "Z/8_", "A", "AAAAA", "Zh", "Zm9", "Zm 9v", "Zm9v\n", "Zм9v"])
    func badBase64URL(text: String) { #expect(Base64URL.decode(text) == nil) }

    @Test(
        "hex reads both cases",
        arguments: [("00ff10", [0, 255, 16]), ("00FF10", [0, 255, 16]), ("", [])] as [(String, [UInt8])])
    func hex(text: String, bytes: [UInt8]) {
        #expect(Hex.decode(text) == bytes)
        #expect(Hex.encode(bytes) == text.lowercased())
    }

    @Test("hex refuses odd counts and strangers", arguments: ["0", "0g", "g0", "0x", " 0", "０0", "00 "])
    func badHex(text: String) { #expect(Hex.decode(text) == nil) }

    @Test(
        "a Crockford code is read as people type it",
        arguments: [
            ("ABCD2345", "ABCD2345"), ("abcd-2345", "ABCD2345"), ("oO iI lL", "001111"), ("", ""), (" - ", ""),
            ("zyxw vtsr", "ZYXWVTSR"),
        ])
    func crockford(typed: String, code: String) { #expect(Crockford.normalise(typed) == code) }

    @Test(
        "a Crockford code has no U, no punctuation and no other letters",
        arguments: ["U", "abcu", "a_b", "Ж", "a.b", "\n"])
    func badCrockford(text: String) { #expect(Crockford.normalise(text) == nil) }

    @Test("random codes are in normal form and all different")
    func randomCrockford() {
        let codes = (0..<1000).map { _ in Crockford.random(8) }
        for code in codes {
            #expect(code.count == 8)
            #expect(Crockford.normalise(code) == code)
        }
        #expect(Set(codes).count == codes.count)
        let letters = Set(codes.joined())
        #expect(letters == Set("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
    }
}
