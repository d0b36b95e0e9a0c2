import DisplayText
import FileTree
import YAML

/// A file of settings, lines of the form “theme: dark”: the reader of the explorer's file and of a project's.
struct SettingsFile {
    /// The file, for people.
    let path: String
    /// The settings that are there, each once, in order.
    let members: [(name: String, value: YAMLValue, line: Int)]

    /// Reads the text of a file.
    ///
    /// - Parameters:
    ///   - text: The whole of it.
    ///   - path: The file, for people.
    ///   - known: The settings that there may be.
    init(text: [UInt8], path: String, known: [String]) throws(Failure) {
        self.path = path
        let document = try ConfigurationFile.settings(in: text, path: path)
        var members: [(name: String, value: YAMLValue, line: Int)] = []
        guard document.text?.isEmpty != true else {
            self.members = []
            return
        }
        guard case .mapping(let pairs) = document.content else {
            throw SettingsFile.fault(path, document.line, "settings are lines of the form “theme: dark”")
        }
        for pair in pairs {
            let (name, line) = (pair.key.text ?? "", pair.key.line)
            guard known.contains(name) else {
                throw SettingsFile.fault(path, line, SettingsFile.unknown("setting", name, among: known))
            }
            guard !members.contains(where: { $0.name == name }) else {
                throw SettingsFile.fault(path, line, "\(name) is settled twice")
            }
            members.append((name, pair.value, line))
        }
        self.members = members
    }

    /// The texts of a setting, each read by its kind.
    ///
    /// - Parameter isList: Whether there may be several, in brackets or on lines with `-`.
    func texts(_ value: YAMLValue, _ kind: SettingKind, isList: Bool) throws(Failure) -> [String] {
        let items = if isList, case .sequence(let items) = value.content { items } else { [value] }
        var texts: [String] = []
        for item in items {
            guard let written = item.text else { throw fault(item.line, "one value is expected, no list of them") }
            // What is empty would be a limit that is off.
            guard !written.isEmpty, let text = kind.read(written) else { throw fault(item.line, kind.fault(written)) }
            texts.append(text)
        }
        return texts
    }

    /// What is wrong in a line.
    func fault(_ line: Int, _ message: String) -> Failure { SettingsFile.fault(path, line, message) }

    private static func fault(_ path: String, _ line: Int, _ message: String) -> Failure {
        .usage("\(Printable.escape(path)), line \(line): \(message)")
    }

    /// What is said of a name that nothing has: what was meant where one is near, else what there is.
    private static func unknown(_ kind: String, _ name: String, among known: [String]) -> String {
        "there is no \(kind) “\(Printable.escape(name))”" + Spelling.suggestion(for: name, among: known)
    }
}
