internal import Core

extension LogRecord {
    /// `{"timestamp":…,"level":…,"service":…,"message":…,"trace_id":…,"span_id":…,fields…}`
    ///
    /// The writer escapes every control character, so one record is one line whatever is in it.
    var jsonLine: [UInt8] {
        var json = JSONWriter()
        json.reserve(512)
        json.object {
            $0.member("timestamp", time.rfc3339)
            $0.member("level", level.rawValue)
            $0.member("service", service)
            $0.member("message", Self.clip(message))
            if let trace {
                $0.member("trace_id", trace.traceID)
                $0.member("span_id", trace.spanID)
            }
            for field in fields { $0.append(field) }
        }
        return json.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func append(_ field: LogField) {
        switch field {
        case .text(let name, let text): member(name.description, LogRecord.clip(text))
        case .int(let name, let number): member(name.description, number)
        case .bool(let name, let flag): member(name.description, flag)
        case .double(let name, let number):
            key(name.description)
            value(number)
        }
    }
}
