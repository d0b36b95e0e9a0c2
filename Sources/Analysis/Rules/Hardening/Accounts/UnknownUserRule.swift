import Evidence

/// `USER` names someone who is not in `/etc/passwd`.
struct UnknownUserRule: ImageRule {
    let rule = Rule(
        id: "unknown-user", category: .hardening, severity: .medium, title: "The image's user does not exist",
        why: "A name that /etc/passwd does not have cannot be looked up: the engine refuses to start the container.",
        remedy: "Add the user (RUN useradd --system app), or name it by its number: USER 10001.")

    var collectors: [any Collector] { [AccountDatabase.collector] }

    func findings(in image: AnalyzedImage) -> [Finding] {
        let accounts = AccountDatabase(of: image)
        let user = ContainerUser(image.image.config.config.user ?? "")
        guard !user.user.isEmpty, UInt32(user.user) == nil, user.user != "root", accounts.user(user.user) == nil,
            image.view != nil, accounts.hasUsers || image.file(at: "etc/passwd") == nil
        else { return [] }
        let reason = accounts.hasUsers ? "/etc/passwd has no such name" : "the image has no /etc/passwd"
        return [
            image.finding(rule, title: rule.title, setBy: .user, evidence: "USER \(user.text): \(reason)")
        ]
    }
}
