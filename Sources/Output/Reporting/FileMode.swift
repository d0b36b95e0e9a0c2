import Archive

/// The kind and permission bits of an entry as `ls -l` shows them: `drwxr-xr-x`.
public enum FileMode {
    /// Ten characters: the kind, then read, write and execute for owner, group and all, with set-id and sticky bits.
    public static func text(kind: EntryKind, mode: UInt16) -> String {
        var text = letter(of: kind)
        let special: [(bit: UInt16, letters: (set: String, alone: String))] = [
            (0o4000, ("s", "S")), (0o2000, ("s", "S")), (0o1000, ("t", "T")),
        ]
        for (index, special) in special.enumerated() {
            let bits = mode >> (6 - 3 * UInt16(index))
            text += bits & 4 != 0 ? "r" : "-"
            text += bits & 2 != 0 ? "w" : "-"
            let executes = bits & 1 != 0
            if mode & special.bit != 0 {
                text += executes ? special.letters.set : special.letters.alone
            } else {
                text += executes ? "x" : "-"
            }
        }
        return text
    }

    /// The letter that `ls -l` starts a line with; a hard link is a file like any other.
    public static func letter(of kind: EntryKind) -> String {
        switch kind {
        case .regularFile, .hardLink: "-"
        case .directory: "d"
        case .symbolicLink: "l"
        case .characterDevice: "c"
        case .blockDevice: "b"
        case .namedPipe: "p"
        case .socket: "s"
        }
    }
}
