internal import Core

extension LogRecord {
    /// `{"timestamp":…,"level":…,"service":…,"message":…,"trace_id":…,"span_id":…,fields…}`
    ///
    /// The writer escapes every control character, so one record is one line whatever is in it.
    var jsonLine: [UInt8] {
        var json = JSONWriter()
        json.reserve(512)
        json.object {
            $0.lineHead(time, level, service, Self.clip(message), trace)
            for field in fields { $0.append(field) }
        }
        return json.bytes
    }
}

extension JSONWriter {
    /// The members that every line begins with.
    mutating func lineHead(
        _ time: Timestamp, _ level: LogLevel, _ service: String, _ message: String, _ trace: TraceContext?
    ) {
        member("timestamp", time)
        member("level", level.rawValue)
        member("service", service)
        member("message", message)
        guard let trace else { return }
        member("trace_id", trace.traceID)
        member("span_id", trace.spanID)
    }

    fileprivate mutating func append(_ field: LogField) {
        switch field {
        case .text(let name, let text): member(name, LogRecord.clip(text))
        case .int(let name, let number): member(name, number)
        case .bool(let name, let flag): member(name, flag)
        case .double(let name, let number):
            key(name)
            value(number)
        }
    }
}
