import Core
import Testing

@Suite("Language, lock and trace")
struct LanguageTests {
    @Test(
        "takes the first known language of Accept-Language",
        arguments: [
            ("ru-RU,ru;q=0.9,en;q=0.8", Language.russian), ("en", .english), ("de, en-GB;q=0.5", .english),
            ("EN-us", .english), ("de", nil), ("", nil), ("*", nil), (",,ru", .russian),
        ])
    func acceptLanguage(field: String, language: Language?) { #expect(Language(acceptLanguage: field) == language) }

    @Test("a new trace has ids of its own")
    func trace() {
        let first = TraceContext.make()
        #expect(first.traceID.count == 32)
        #expect(first.spanID.count == 16)
        #expect(first != TraceContext.make())
    }

    @Test("a lock keeps its state whole, and can be tried")
    func lock() async {
        let lock = Lock(0)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { for _ in 0..<1000 { lock.withLock { $0 += 1 } } } }
        }
        #expect(lock.withLock { $0 } == 4000)
        #expect(lock.withLockIfAvailable { $0 } == 4000)
        let seenInside = lock.withLock { _ in lock.withLockIfAvailable { $0 } }
        #expect(seenInside == nil)
    }
}
