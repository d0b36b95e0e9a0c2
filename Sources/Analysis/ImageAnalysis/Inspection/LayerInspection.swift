import Archive
import FileTree

/// Looks at the files of one layer as they pass by.
final class LayerInspection: LayerObserver {
    private let layer: Int
    private let inspection: ContentInspection
    private var ordinal = 0
    private var interest: ContentInterest?
    /// What the entry claims to have, in bytes.
    private var size: Int64 = 0
    private var bytes: [UInt8] = []

    init(layer: Int, inspection: ContentInspection) {
        self.layer = layer
        self.inspection = inspection
    }

    func begin(_ entry: TarEntry, ordinal: Int) -> Bool {
        self.ordinal = ordinal
        size = entry.size
        bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 20)
        noteCapabilities(of: entry)
        interest = ContentInterest(in: entry)
        return interest != nil
    }

    func receive(_ piece: RawSpan) -> Bool {
        guard let interest, bytes.count + piece.byteCount <= interest.limit else { return drop() }
        // The first bytes tell whether it is an executable at all.
        if interest.isExecutable, bytes.isEmpty, !Executable.isMagic(piece) {
            if Executable.isScript(piece) { noteScript(piece) }
            return drop()
        }
        // Room for all at once: growing by doubling would take up to twice the file's size.
        if bytes.isEmpty { bytes.reserveCapacity(Int(min(size, Int64(interest.limit)))) }
        piece.withUnsafeBytes { bytes.append(contentsOf: $0) }
        return true
    }

    func end() {
        guard let interest else { return }
        let place = InspectedContents.Place(layer: layer, ordinal: ordinal)
        if interest.isExecutable {
            guard var executable = Executable(parsing: bytes) else { return }
            executable.goBuild = GoBuildInformation(parsing: bytes)
            inspection.note(executable, of: place)
        } else if interest.isRPMDatabase {
            if let database = RPMDatabase(parsing: bytes) { inspection.note(database, of: place) }
        } else if let name = interest.javaArchive {
            if let archive = JavaArchive(parsing: bytes, name: name) { inspection.note(archive, of: place) }
        } else {
            if let script = Executable(scriptStartingWith: bytes[...]) { inspection.note(script, of: place) }
            inspection.note(bytes, of: place)
        }
    }

    func finish() {}

    private func noteScript(_ piece: RawSpan) {
        let start = piece.withUnsafeBytes { Array($0.prefix(Executable.maximumScriptLine)) }
        guard let script = Executable(scriptStartingWith: start[...]) else { return }
        inspection.note(script, of: InspectedContents.Place(layer: layer, ordinal: ordinal))
    }

    private func noteCapabilities(of entry: TarEntry) {
        guard let value = entry.extendedAttributes.first(where: { $0.name == "security.capability" })?.value,
            let capabilities = FileCapabilities(value)
        else { return }
        inspection.note(capabilities, of: .init(layer: layer, ordinal: ordinal))
    }

    private func drop() -> Bool {
        interest = nil
        return false
    }
}
