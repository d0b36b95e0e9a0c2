import Evidence

/// `RUN` opens files to everyone.
struct WorldWritableChmodRule: ImageRule {
    let rule = Rule(
        id: "chmod-777", category: .hardening, severity: .low, title: "RUN makes files writable for everyone",
        why: "Such a chmod is written to get rid of an error, and lets every user change what others run.",
        remedy: "Give the files to who needs them: COPY --chown=app, or chown and chmod u+w.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        image.buildSteps.filter { $0.commands.contains(where: opens) }.map { $0.finding(rule, title: rule.title) }
    }

    private func opens(_ command: RunCommand) -> Bool {
        guard command.program == "chmod", let mode = command.words.first else { return false }
        if let number = UInt16(mode, radix: 8) { return number & 0o1002 == 0o002 }
        return mode.split(separator: ",").contains { part in
            guard let sign = part.firstIndex(where: { $0 == "+" || $0 == "=" }) else { return false }
            let who = part[..<sign]
            return part[sign...].contains("w") && (who.contains("o") || who.contains("a"))
        }
    }
}
