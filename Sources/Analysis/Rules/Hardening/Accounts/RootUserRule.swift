import Evidence
import OCI

/// The container's program runs as root.
struct RootUserRule: ImageRule {
    let rule = Rule(
        id: "root-user", category: .hardening, severity: .medium, title: "The container runs as root",
        why: "A program that is broken into has all that its user has: as root it may write to every file of the "
            + "container, and a flaw of the kernel or a mounted directory makes it root of the host.",
        remedy: "Make a user (RUN useradd --system --uid 10001 app) and end the Dockerfile with USER 10001.",
        knownAs: ["CIS-DI-0001", "DS-0002", "DL3002"])

    var collectors: [any Collector] { [AccountDatabase.collector] }

    func findings(in image: AnalyzedImage) -> [Finding] {
        let user = ContainerUser(image.image.config.config.user ?? "")
        guard user.isRoot(in: AccountDatabase(of: image)) else { return [] }
        let evidence = user.text.isEmpty ? "the image sets no user" : "USER \(user.text)"
        return [image.finding(rule, title: rule.title, setBy: .user, evidence: evidence)]
    }
}

/// The value of `USER`: a user, or a user and a group, by name or number.
struct ContainerUser {
    /// All of it.
    let text: String
    /// Before the colon.
    let user: String
    /// After the colon; nil where there is none.
    let group: String?

    /// Takes a value apart.
    init(_ text: String) {
        self.text = text
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        user = parts.first ?? ""
        group = parts.count > 1 ? parts[1] : nil
    }

    /// Whether that is root: by no name, by its name, by the number 0, or by any name that has it.
    func isRoot(in accounts: AccountDatabase) -> Bool {
        if user.isEmpty { return true }
        if let known = accounts.users.first(where: { $0.name == user }) { return known.userID == 0 }
        return user == "root" || UInt32(user) == 0
    }
}
