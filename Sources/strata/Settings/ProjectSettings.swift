import DisplayText
import FileTree
import FoundationEssentials
import Glibc
import ImageStore

/// What `.strata.yaml` and variables settle of `strata check` and `strata lint`. Options beat variables, which beat the
/// file.
struct ProjectSettings {
    /// How the file is called.
    static let name = ".strata.yaml"

    /// A setting's value and where it comes from.
    struct Value: Equatable {
        /// What it is, one text or several.
        var texts: [String]
        /// The file and its line, or the variable.
        var origin: String
        /// What paths in it are meant from; empty for the working directory.
        var directory = ""
    }

    /// The file that was read; nil where there is none.
    private(set) var path: String?
    /// What is settled.
    private(set) var values: [ProjectSetting: Value] = [:]

    /// What a file and variables settle.
    ///
    /// - Parameters:
    ///   - named: The file that the user names, `off` for none; nil for the one found upwards from the working directory.
    ///   - environment: The variables.
    init(
        named: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(Failure) {
        if let path = named ?? ProjectSettings.found(from: ProjectSettings.workingDirectory), !LimitText.isOff(path) {
            try read(try ConfigurationFile.bytes(of: path), path: path)
        }
        try read(environment)
    }

    /// What the text of a file settles.
    init(text: [UInt8], path: String) throws(Failure) {
        try read(text, path: path)
    }

    /// What the variable of one setting settles, for a command that no project's settings count for.
    init(
        of setting: ProjectSetting, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(Failure) {
        try read(setting, environment)
    }

    private mutating func read(_ text: [UInt8], path: String) throws(Failure) {
        self.path = path
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let file = try SettingsFile(text: text, path: path, known: ProjectSetting.allCases.map(\.rawValue))
        for member in file.members {
            guard let setting = ProjectSetting(rawValue: member.name) else { continue }
            let texts = try file.texts(member.value, setting.facts.kind, isList: setting.facts.isList)
            values[setting] = Value(texts: texts, origin: "\(path), line \(member.line)", directory: directory)
        }
    }

    /// Several are separated by commas; an empty variable is none.
    private mutating func read(_ environment: [String: String]) throws(Failure) {
        try ProjectSettings.refuseMisspelled(environment.keys)
        for setting in ProjectSetting.allCases { try read(setting, environment) }
    }

    private mutating func read(_ setting: ProjectSetting, _ environment: [String: String]) throws(Failure) {
        guard let value = environment[setting.variable], !value.isEmpty else { return }
        let facts = setting.facts
        var texts: [String] = []
        for text in facts.isList ? value.split(separator: ",").map(String.init) : [value] {
            guard let text = facts.kind.read(text) else {
                throw .usage("\(setting.variable): \(facts.kind.fault(text))")
            }
            texts.append(text)
        }
        values[setting] = Value(texts: texts, origin: setting.variable)
    }

    /// A variable that was meant to be one of these would leave a gate open in silence; others are not strata's.
    private static func refuseMisspelled(_ variables: some Sequence<String>) throws(Failure) {
        let prefix = "STRATA_"
        let known = ProjectSetting.allCases.map { String($0.variable.dropFirst(prefix.count)) }
        for variable in variables.sorted() where variable.hasPrefix(prefix) {
            let name = String(variable.dropFirst(prefix.count))
            guard !known.contains(name), let meant = Spelling.nearest(to: name.uppercased(), among: known) else {
                continue
            }
            throw .usage("\(variable) is no setting: did you mean \(prefix)\(meant)?")
        }
    }

    // MARK: - What holds

    /// What holds of a setting, and who says so: the option where it was given, else what is settled.
    func value<Wanted>(
        _ setting: ProjectSetting, or option: Wanted?, _ read: (String) -> Wanted?
    ) -> (value: Wanted, origin: String)? {
        if let option { return (option, setting.option) }
        guard let settled = values[setting], let value = settled.texts.first.flatMap(read) else { return nil }
        return (value, settled.origin)
    }

    /// The same of a choice.
    func value<Choice: RawRepresentable<String>>(_ setting: ProjectSetting, or option: Choice?) -> Choice? {
        value(setting, or: option, Choice.init(rawValue:))?.value
    }

    /// All that holds of a setting that may be several: what options say replaces the rest.
    func list(_ setting: ProjectSetting, or options: [String]) -> [String] {
        options.isEmpty ? values[setting]?.texts ?? [] : options
    }

    /// The file that a setting names: in a file it is meant from there.
    func path(_ setting: ProjectSetting, or option: String?) -> String? {
        if let option { return option }
        guard let settled = values[setting], let text = settled.texts.first else { return nil }
        guard !LimitText.isOff(text), case .path(let path) = ImageName(text), !path.hasPrefix("/") else { return text }
        return settled.directory + path
    }

    // MARK: - The file

    /// The file in a directory or one above it, no higher than the root of a repository.
    static func found(from directory: String) -> String? {
        var above = directory
        var prefix = ""
        while true {
            let path = prefix + name
            if ConfigurationFile.isFile(path) { return path }
            guard access(prefix + ".git", F_OK) != 0, let slash = above.lastIndex(of: "/") else { return nil }
            guard above != "/" else { return nil }
            above = slash == above.startIndex ? "/" : String(above[..<slash])
            prefix = above == "/" ? "/" : above + "/"
        }
    }

    private static var workingDirectory: String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }
}
