import Archive

/// The members of a tar as a place with files. Only headers are read; bodies are windows on the tar.
struct TarDirectory: BlobDirectory {
    private enum Member: Sendable {
        case file(offset: Int64, length: Int64)
        case directory
        case symbolicLink(String)
        case hardLink(String)
    }

    /// Members at most; images have some hundreds.
    static let maximumMembers = 1_000_000
    /// Bytes of a name at most.
    static let maximumNameLength = 64 << 10

    private let window: FileWindow
    private var members: [String: Member] = [:]
    private(set) var faults: [String] = []

    /// Indexes the tar in `window`, which is not compressed.
    ///
    /// A tar that breaks off is indexed as far as it goes, and `faults` says so.
    /// - Throws: a fault when the bytes are no tar at all, or there are too many members.
    init(_ window: FileWindow, isCancelled: () -> Bool = { false }) throws(Fault) {
        self.window = window
        do throws(ArchiveError) {
            let reader = try TarReader(window, compression: Compression.none)
            while let entry = try reader.next() {
                guard reader.ordinal < TarDirectory.maximumMembers else {
                    throw ArchiveError(.tooLarge, "it has more than a million members")
                }
                guard !isCancelled() else { throw ArchiveError(.cancelled, "cancelled") }
                add(entry, bodyOffset: reader.bodyOffset)
            }
        } catch {
            guard !members.isEmpty, error.kind != .cancelled, error.kind != .tooLarge else { throw Fault(error) }
            faults.append("breaks off or is damaged after \(members.count) members: \(error.message)")
        }
    }

    private mutating func add(_ entry: TarEntry, bodyOffset: Int64) {
        guard entry.path.count <= TarDirectory.maximumNameLength,
            let name = String(validating: entry.path, as: UTF8.self)
        else { return }
        guard let path = MemberPath.normalized(name) else {
            if faults.count < 20 { faults.append("has a member with “..” in its name, which is left out: “\(name)”") }
            return
        }
        let target = String(decoding: entry.linkTarget, as: UTF8.self)
        switch entry.kind {
        case .regularFile:
            let available = max(0, window.length - bodyOffset)
            if entry.size > available { faults.append("is cut short within “\(path)”") }
            members[path] = .file(offset: bodyOffset, length: max(0, min(entry.size, available)))
        case .directory: members[path] = .directory
        case .symbolicLink: members[path] = .symbolicLink(target)
        case .hardLink: members[path] = .hardLink(target)
        case .characterDevice, .blockDevice, .namedPipe, .socket: break
        }
    }

    func find(_ path: String) -> Found {
        switch MemberPath.resolve(path, node: node) {
        case .outside: return .missing("leads out of the archive and is not followed")
        case .loop: return .missing("is a link that leads in a circle")
        case .path(let resolved):
            guard case .file(let offset, let length) = members[resolved] else { return .absent }
            return .file(window.window(at: offset, length: length))
        }
    }

    private func node(_ path: String) -> MemberPath.Node {
        switch members[path] {
        case nil: .absent
        case .file: .file
        case .directory: .directory
        case .symbolicLink(let target): .symbolicLink(target)
        case .hardLink(let target): .hardLink(target)
        }
    }

    func contains(_ path: String) -> Bool {
        members[path] != nil || members.keys.contains { $0.hasPrefix("\(path)/") }
    }

    var topLevelNames: [String] {
        Set(members.keys.map { String($0.prefix { $0 != "/" }) }).subtracting([""]).sorted()
    }
}
