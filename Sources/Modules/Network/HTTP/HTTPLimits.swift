/// What one client may ask of the server (http-api "Limits"). Sizes in bytes.
package struct HTTPLimits: Sendable {
    /// Request line and fields, with the empty line: beyond it 431. At most 65,535.
    package var head = 16 * 1024
    /// Request target: beyond it 414.
    package var target = 8 * 1024
    /// Field lines: beyond it 431. At most `HeadParser.fieldCapacity`.
    package var fields = 100
    /// Body of a route that does not say otherwise: beyond it 413.
    package var body = 1024 * 1024
    /// All bodies above `smallBody` that are held at one time, in sum: beyond it 503. Without it, one body for each of
    /// thousands of connections would take the memory of the machine.
    package var bodiesInSum = 64 * 1024 * 1024
    /// Bodies up to this size are always taken: a game's requests are small, whoever else sends large ones.
    package static let smallBody = 64 * 1024
    /// From the first byte of a head to its end: then 408.
    package var headTime = Duration.seconds(10)
    /// From the end of the head to the end of the body: then 408.
    package var bodyTime = Duration.seconds(30)
    /// Between two requests: then the connection is closed.
    package var idleTime = Duration.seconds(75)
    /// Reading and dropping what a refused client still sends, so that it gets to read why.
    package var lingerTime = Duration.seconds(2)
    /// In which a client must take `OutputPace.minimum` of an answer, or its rest: then the connection is closed.
    package var stallTime = Duration.seconds(30)

    package init() {}
}
