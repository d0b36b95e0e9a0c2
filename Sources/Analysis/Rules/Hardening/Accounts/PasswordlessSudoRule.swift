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
            "sudo", FileSelection(paths: ["etc/sudoers", "etc/doas.conf"], upTo: 1 << 20),
            FileSelection(upTo: 1 << 20) { path, _ in path.text.hasPrefix("etc/sudoers.d/") })
    ]

    func findings(in image: AnalyzedImage) -> [Finding] {
        image.presentFiles { path, kind in
            kind != .directory && PasswordlessSudoRule.isConfiguration(image.stack.path(of: path))
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

    /// sudo skips files in the directory whose names have a dot or end with a tilde (sudoers(5)).
    private static func isConfiguration(_ path: [UInt8]) -> Bool {
        let text = String(decoding: path, as: UTF8.self)
        if text == "etc/sudoers" || text == "etc/doas.conf" { return true }
        guard text.hasPrefix("etc/sudoers.d/") else { return false }
        return !text.dropFirst("etc/sudoers.d/".count).contains { $0 == "." || $0 == "~" || $0 == "/" }
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
