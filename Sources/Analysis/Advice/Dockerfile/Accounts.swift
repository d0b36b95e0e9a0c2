import Evidence
import FileTree
import Rules

/// The users and groups of the image that its base has not, and who makes them in a final stage.
struct Accounts {
    private let image: AnalyzedImage
    private let own: AccountDatabase
    private let baseNames: Set<String>

    init(of image: AnalyzedImage) {
        self.image = image
        own = AccountDatabase(of: image)
        baseNames = Set(Accounts.base(of: image).map(\.name))
    }

    private static func base(of image: AnalyzedImage) -> [AccountDatabase.User] {
        guard let view = image.baseTree, let bytes = image.contents.bytes(at: "etc/passwd", in: view) else { return [] }
        return AccountDatabase.users(in: bytes)
    }

    /// Whether the base has a directory, with a leading slash.
    func isInBase(_ directory: String) -> Bool {
        guard let view = image.baseTree, let path = image.stack.find(Array(directory.dropFirst().utf8)) else {
            return false
        }
        return view.isPresent(path)
    }

    /// A command that makes a user, with its number, whom no other command makes; nil for one that is there.
    ///
    /// - Parameters:
    ///   - name: As `USER` names one.
    ///   - commands: The commands that make accounts.
    func missing(_ name: String, commands: [String]) -> String? {
        guard let user = own.users.first(where: { $0.name == name }), !baseNames.contains(name),
            let userID = user.userID, let groupID = user.groupID,
            !commands.contains(where: { $0.split(whereSeparator: \.isWhitespace).contains { $0 == name } })
        else { return nil }
        let group = own.groups.first { $0.groupID == groupID }?.name ?? name
        return
            "groupadd --force --gid \(groupID) \(group) && useradd --no-log-init --uid \(userID) --gid \(groupID) \(name)"
    }

    /// An owner for `--chown`: by name where the final stage has it from its base or makes it, else by number.
    func owner(_ userID: UInt32, _ groupID: UInt32, made commands: [String]) -> String {
        func isMade(_ name: String) -> Bool {
            commands.contains { $0.split(whereSeparator: \.isWhitespace).contains { $0 == name } }
        }
        let users = own.users.filter { $0.userID == userID && ($0.userID == 0 || isMade($0.name)) }
        let groups = own.groups.filter { group in
            group.groupID == groupID && (groupID == 0 || isMade(group.name) || users.contains { $0.name == group.name })
        }
        guard let user = users.first?.name, let group = groups.first?.name else { return "\(userID):\(groupID)" }
        return "\(user):\(group)"
    }
}
