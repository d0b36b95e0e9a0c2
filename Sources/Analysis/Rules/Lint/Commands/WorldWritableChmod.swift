import Dockerfile
import Evidence

/// `RUN` opens files to everyone.
struct WorldWritableChmod: DockerfileRule {
    let rule = Rule(
        id: "chmod-777", category: .hardening, severity: .low, title: "RUN makes files writable for everyone",
        why: "Such a chmod is written to get rid of an error, and lets every user change what others run.",
        remedy: "Give the files to who needs them: COPY --chown=app, or chown and chmod u+w.")
    let tellsOfBase = true

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.commands("chmod").compactMap { found in
            let mode = CommandArguments(found.command.arguments).operands.first?.text ?? ""
            return isOpen(mode) ? rule.finding("chmod \(mode) lets everyone write", at: found.command) : nil
        }
    }

    /// Whether everyone may write; a sticky directory such as /tmp protects each one's files.
    private func isOpen(_ mode: String) -> Bool {
        if let number = UInt16(mode, radix: 8) { return number & 0o1002 == 0o002 }
        return mode.split(separator: ",").contains { part in
            guard let sign = part.firstIndex(where: { $0 == "+" || $0 == "=" }) else { return false }
            let who = part[..<sign]
            return part[sign...].contains("w") && (who.contains("o") || who.contains("a"))
        }
    }
}
