import Evidence

/// An account that asks for no password.
struct EmptyPasswordRule: ImageRule {
    let rule = Rule(
        id: "empty-password", category: .hardening, severity: .high, title: "An account has an empty password",
        why: "Whoever reaches su, login or an SSH server of the container becomes this user without being asked.",
        remedy: "Lock the account: RUN passwd --lock NAME, or usermod --password '!' NAME.", knownAs: ["DKL-LI-0001"])

    var collectors: [any Collector] { [AccountDatabase.collector] }

    func findings(in image: AnalyzedImage) -> [Finding] {
        let accounts = AccountDatabase(of: image)
        let inShadow = accounts.shadows.filter { $0.password == .empty }
            .map { (name: $0.name, path: "etc/shadow") }
        let inPasswd = accounts.users.filter(\.password.isEmpty).map { (name: $0.name, path: "etc/passwd") }
        return (inShadow + inPasswd).map { name, path in
            Finding(
                rule, title: "\(name) has an empty password", path: Array(path.utf8),
                layer: image.file(at: path)?.reference.layer, evidence: "\(name): in /\(path)")
        }
    }
}
