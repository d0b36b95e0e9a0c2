import Archive
import Explorer

/// The members of an archive within a layer, for the preview.
enum ArchiveMembers {
    /// Names and sizes of the members, as far as they can be read and as many as the preview shows; nil for what is no
    /// archive.
    static func list(of bytes: [UInt8]) -> [Preview.Member]? {
        let members = ZipArchive.isMagic(bytes) ? zipMembers(of: bytes) : otherMembers(of: bytes)
        return members.isEmpty ? nil : members
    }

    /// By the archive's directory: nothing is unpacked for it.
    private static func zipMembers(of bytes: [UInt8]) -> [Preview.Member] {
        var members: [Preview.Member] = []
        try? ZipArchive(bytes).forEachMember { member in
            if member.name.last != UInt8(ascii: "/") {
                members.append(Preview.Member(name: member.name, size: member.size))
            }
            return members.count < Preview.mostMembers
        }
        return members
    }

    private static func otherMembers(of bytes: [UInt8]) -> [Preview.Member] {
        guard MemoryArchive.isMagic(bytes) else { return [] }
        var members: [Preview.Member] = []
        let budget = UnpackingBudget(file: Int64(bytes.count), most: mostUnpacked)
        _ = MemoryArchive.read(
            bytes, within: budget,
            begin: { members.append(Preview.Member(name: $0, size: 0)) },
            body: { members[members.count - 1].size += Int64($0.count) }, end: {})
        // A single compressed file has no name.
        return Array(members.filter { !$0.name.isEmpty }.prefix(Preview.mostMembers))
    }

    /// A tar has to be unpacked to see its end.
    private static let mostUnpacked = 256 << 20
}
