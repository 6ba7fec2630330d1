/// Where an effective value came from.
package enum SettingOrigin: Sendable, Equatable, CustomStringConvertible {
    case file(String, line: Int)
    /// The name of the variable.
    case environment(String)
    /// A systemd credential (systemd.exec(5), `LoadCredential=`): its name.
    case credential(String)
    /// As it was typed: `--listen`.
    case option(String)

    package var description: String {
        switch self {
        case .file(let path, let line): "\(path):\(line)"
        case .environment(let name): name
        case .credential(let name): "credential \(name)"
        case .option(let name): name
        }
    }
}
