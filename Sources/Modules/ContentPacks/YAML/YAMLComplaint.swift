/// What libyaml says of the mistakes that authors make.
enum YAMLComplaint: String {
    case strangeColon = "mapping values are not allowed in this context"
    case strangeCharacter = "found character that cannot start any token"
    case tab = "found a tab character that violates indentation"
    case noKey = "did not find expected key"
    case noHyphen = "did not find expected '-' indicator"
    case noColon = "could not find expected ':'"
    case openList = "did not find expected ',' or ']'"
    case openMapping = "did not find expected ',' or '}'"
    case openQuotes = "found unexpected end of stream"
}
