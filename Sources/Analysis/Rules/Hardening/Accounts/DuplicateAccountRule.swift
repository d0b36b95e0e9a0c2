import Evidence

/// Two accounts or two groups have one number or one name.
struct DuplicateAccountRule: ImageRule {
    let rule = Rule(
        id: "duplicate-account", category: .hardening, severity: .medium,
        title: "Accounts share a number or a name",
        why: "The kernel knows numbers only: users that share one own each other's files and may end each other's "
            + "programs.",
        remedy: "Give each user and group a number and a name of its own.", knownAs: ["DKL-LI-0002"])

    var collectors: [any Collector] { [AccountDatabase.collector] }

    func findings(in image: AnalyzedImage) -> [Finding] {
        let accounts = AccountDatabase(of: image)
        // A second root is a graver matter with a rule of its own.
        let users = accounts.users.compactMap { user in user.userID.map { (user.name, $0) } }.filter { $0.1 != 0 }
        let groups = accounts.groups.compactMap { group in group.groupID.map { (group.name, $0) } }
        return duplicates(users, what: "UID", path: "etc/passwd", in: image)
            + duplicates(groups, what: "GID", path: "etc/group", in: image)
    }

    private func duplicates(
        _ members: [(name: String, number: UInt32)], what: String, path: String, in image: AnalyzedImage
    ) -> [Finding] {
        let layer = image.file(at: path)?.reference.layer
        func finding(_ title: String, _ evidence: String) -> Finding {
            Finding(rule, title: title, path: Array(path.utf8), layer: layer, evidence: evidence)
        }
        let byNumber = Dictionary(grouping: members, by: \.number).filter { Set($1.map(\.name)).count > 1 }
        let byName = Dictionary(grouping: members, by: \.name).filter { $1.count > 1 }
        return byNumber.sorted { $0.key < $1.key }.map { number, sharers in
            finding("\(what) \(number) is shared", EvidenceText.list(sharers.map(\.name)))
        }
            + byName.sorted { $0.key < $1.key }.map { name, sharers in
                finding(
                    "\(name) is there \(sharers.count) times",
                    sharers.map { "\(what) \($0.number)" }
                        .joined(separator: ", "))
            }
    }
}
