import Evidence
import FileTree

/// A line of sudoers or doas.conf that asks for no password.
struct PasswordlessSudoRule: ImageRule {
    let rule = Rule(
        id: "passwordless-sudo", category: .hardening, severity: .high, title: "sudo asks for no password",
        why: "A program that runs as that user is root whenever it likes: the unprivileged user protects nothing.",
        remedy: "Remove the line; do what needs root in a RUN before USER.")

    let collectors: [any Collector] = [
        WholeFiles(
            "sudo", FileSelection(paths: Set(PasswordlessSudoRule.files), upTo: 1 << 20),
            FileSelection(upTo: 1 << 20) { path, _ in path.text.hasPrefix(PasswordlessSudoRule.directory + "/") })
    ]

    private static let files = ["etc/sudoers", "etc/doas.conf"]
    private static let directory = "etc/sudoers.d"

    func findings(in image: AnalyzedImage) -> [Finding] {
        let files = PasswordlessSudoRule.files.compactMap { image.stack.find(Array($0.utf8)) }
        let directory = image.stack.find(Array(PasswordlessSudoRule.directory.utf8))
        return image.presentFiles { path, kind in
            guard kind != .directory else { return false }
            if files.contains(path) { return true }
            guard let directory, image.stack.parent(of: path) == directory else { return false }
            // sudo skips files in it whose names have a dot or end with a tilde (sudoers(5)).
            return !image.stack.name(of: path).contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "~") }
        }.flatMap { file -> [Finding] in
            let path = image.stack.path(of: file.path)
            let bytes = image.contents.bytes(of: file.reference, in: image.stack) ?? []
            let isDoas = path.elementsEqual("etc/doas.conf".utf8)
            return PasswordlessSudoRule.grants(in: bytes, isDoas: isDoas).map { line in
                Finding(
                    rule, title: rule.title, path: path, layer: file.reference.layer, evidence: line)
            }
        }
    }

    /// The lines that let someone be another without a password.
    static func grants(in bytes: [UInt8], isDoas: Bool) -> [String] {
        ConfigurationLines.lines(in: bytes).filter { line in
            let words = line.split { " \t=:,!".contains($0) }.map(String.init)
            if isDoas { return words.first == "permit" && words.contains("nopass") }
            if words.first == "Defaults" || words.first?.hasPrefix("Defaults") == true {
                return line.contains("!authenticate")
            }
            return words.contains("NOPASSWD")
        }
    }
}
