import MediaBroker
import Testing

@Suite struct ImageOrderTests {
    /// media.md "Jobs": what a request that says only a prompt means.
    @Test func defaultsOfTheContentHash() {
        let order = ImageOrder(prompt: "a bridge")
        #expect(order.style == "concept" && order.seed == 0 && order.model == "default")
        #expect(order.width == 1024 && order.height == 1024)
    }
}
