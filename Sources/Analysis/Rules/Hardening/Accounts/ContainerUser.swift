import Evidence

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
