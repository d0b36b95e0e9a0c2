import FileTree

/// What differs between two entries of the same contents, the time apart.
struct MetadataChange {
    private let parts: [String]

    init(from old: Entry, to new: Entry) {
        var parts: [String] = []
        if old.mode != new.mode {
            parts.append("mode \(String(old.mode, radix: 8)) to \(String(new.mode, radix: 8))")
        }
        if old.userID != new.userID || old.groupID != new.groupID {
            parts.append("owner \(old.userID):\(old.groupID) to \(new.userID):\(new.groupID)")
        }
        if old.hasCapabilities != new.hasCapabilities {
            parts.append(new.hasCapabilities ? "capabilities set" : "capabilities lost")
        }
        self.parts = parts
    }

    /// Whether nothing differs.
    var isEmpty: Bool { parts.isEmpty }

    /// What differs, for a note: `mode 644 to 755, owner 0:0 to 1000:1000`.
    var text: String { parts.joined(separator: ", ") }
}
