import Dockerfile
import Evidence

/// `USER`, `COPY --chown` or `chown` names someone whom neither the base image nor an instruction makes; of an image,
/// its user is not in `/etc/passwd`.
struct UnknownUserRule: WrittenFileRule, ImageRule {
    let rule = Rule(
        id: "unknown-user", category: .hardening, severity: .medium, title: "A user is named that does not exist",
        why:
            "A name that /etc/passwd does not have cannot be looked up: the engine refuses to start the container, and "
            + "COPY --chown and chown fail the build. A number needs no account.",
        remedy: "Add the user (RUN useradd --system app) above, or name it by its number: USER 10001, "
            + "COPY --chown=10001:10001.", lesson: .users)

    var collectors: [any Collector] { [AccountDatabase.collector] }

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        var findings: [Finding] = []
        dockerfile.visitStages { step, before, after in
            guard let base = before.base else { return }
            for owner in owners(named: step) {
                // chown comes after useradd in one RUN.
                let contents = step.keyword == .run ? after : before
                guard let missing = missing(owner, at: step, from: contents, in: dockerfile) else { continue }
                let subject = step.keyword == .user ? "USER \(owner.text)" : "chown to \(owner.text)"
                let fate = step.keyword == .user ? "" : ": the build fails"
                findings.append(
                    rule.finding(
                        "\(subject): neither \(base.reference) nor an instruction makes \(missing)\(fate)", at: step,
                        text: owner.text, in: dockerfile, severity: step.keyword == .user ? nil : .high))
            }
        }
        return findings
    }

    /// Whom a step names, as `user` or `user:group`.
    private func owners(named step: DockerfileStep) -> [ContainerUser] {
        switch step.keyword {
        case .user: step.inner.arguments.prefix(1).map { ContainerUser($0.withoutQuotes) }
        case .copy, .add: step.inner.flag("chown").map { [ContainerUser($0)] } ?? []
        case .run where step.hasPOSIXShell:
            step.commands.filter { $0.name == "chown" }.compactMap { command in
                let arguments = CommandArguments(command.arguments, valued: ["--reference", "--from"])
                guard !arguments.has("--reference"), let owner = arguments.operands.first else { return nil }
                // GNU's older spelling of user:group.
                let text =
                    owner.text.contains(":") ? owner.text : owner.text.split(separator: ".").joined(separator: ":")
                return ContainerUser(text)
            }
        default: []
        }
    }

    /// What of an owner cannot be there, for a sentence; nil for nothing.
    private func missing(
        _ owner: ContainerUser, at step: DockerfileStep, from contents: StageContents, in dockerfile: AnalyzedDockerfile
    ) -> String? {
        func name(_ text: String?) -> String? {
            guard let text, let name = StageContents.resolved(text, at: step, in: dockerfile) else { return nil }
            let isName = name.first.map { $0.isASCII && ($0.isLetter || $0 == "_") } == true
            return isName && name.allSatisfy { $0.isLetter || $0.isNumber || "._-$".contains($0) } ? name : nil
        }
        if let user = name(owner.user), user != "root", contents.lacksUser(user) { return "a user \(user)" }
        if let group = name(owner.group), group != "root", contents.lacksGroup(group) { return "a group \(group)" }
        return nil
    }

    func findings(in image: AnalyzedImage) -> [Finding] {
        let accounts = AccountDatabase(of: image)
        let user = ContainerUser(image.image.config.config.user ?? "")
        guard !user.user.isEmpty, UInt32(user.user) == nil, user.user != "root", accounts.user(user.user) == nil,
            image.view != nil, accounts.hasUsers || image.file(at: "etc/passwd") == nil
        else { return [] }
        let reason = accounts.hasUsers ? "/etc/passwd has no such name" : "the image has no /etc/passwd"
        return [
            image.finding(
                rule, title: "The image's user does not exist", setBy: .user, evidence: "USER \(user.text): \(reason)")
        ]
    }
}
