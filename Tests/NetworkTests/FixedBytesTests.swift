import Testing

@testable import Network

@Suite struct FixedBytesTests {
    @Test("a part lives on when the whole is gone, and an empty one is nothing")
    func parts() {
        let part = FixedBytes(copying: Array(0..<100))[10..<13]
        #expect(Array(part.pointer) == [10, 11, 12])
        #expect(part[1..<1].count == 0)
        #expect(FixedBytes(copying: []).count == 0)
    }
}
