/// One named value of a log line, beside its message.
///
/// Names are written in the source, so that no player can invent one; they are `snake_case` and never one of the names
/// that every line has (`timestamp`, `level`, `service`, `message`, `trace_id`, `span_id`). Values are escaped when
/// written. Tokens, initData, cookies and what players wrote do not belong here.
package enum LogField: Sendable {
    case text(StaticString, String)
    case int(StaticString, Int)
    case double(StaticString, Double)
    case bool(StaticString, Bool)
}
