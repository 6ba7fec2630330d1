import Testing

@testable import Campaigns

@Suite struct ParagraphsTests {
    @Test(
        "cuts at empty lines, and makes a line break a space",
        arguments: [
            ("", []), (" \n\n \n", []), ("Одна строка.", ["Одна строка."]),
            ("  Две\nстроки  \n", ["Две строки"]), ("Раз.\n\nДва.", ["Раз.", "Два."]),
            ("Раз.\n \t \n\n  Два.\r\nТри.", ["Раз.", "Два. Три."]), ("a  b\tc", ["a b c"]),
            ("10\u{A0}монет", ["10\u{A0}монет"]),
        ] as [(String, [String])])
    func cuts(text: String, expected: [String]) { #expect(Paragraphs.of(text) == expected) }
}
