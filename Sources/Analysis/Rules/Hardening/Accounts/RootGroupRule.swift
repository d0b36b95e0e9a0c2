import Evidence

/// The container's program runs in root's group, though its user is another.
struct RootGroupRule: ImageRule {
    let rule = Rule(
        id: "root-group", category: .hardening, severity: .info, title: "The container runs in root's group",
        why: "Files that root's group may write to are open to the program. Some platforms (OpenShift) want it so.",
        remedy: "Give the user a group of its own: USER 10001:10001.")

    var collectors: [any Collector] { [AccountDatabase.collector] }

    func findings(in image: AnalyzedImage) -> [Finding] {
        let accounts = AccountDatabase(of: image)
        let user = ContainerUser(image.image.config.config.user ?? "")
        guard !user.isRoot(in: accounts) else { return [] }
        let evidence: String
        if let group = user.group, !group.isEmpty {
            let number = accounts.groups.first { $0.name == group }?.groupID ?? UInt32(group)
            guard number == 0 || group == "root" else { return [] }
            evidence = "USER \(user.text)"
        } else {
            // Without a group it is the one of /etc/passwd; a number that is not there gets group 0.
            let known = accounts.user(user.user)
            guard accounts.hasUsers, known.map({ $0.groupID == 0 }) ?? (UInt32(user.user) != nil) else { return [] }
            evidence =
                known == nil
                ? "USER \(user.text) is not in /etc/passwd, so its group is 0"
                : "USER \(user.text) has group 0 in /etc/passwd"
        }
        return [image.finding(rule, title: rule.title, setBy: .user, evidence: evidence)]
    }
}
