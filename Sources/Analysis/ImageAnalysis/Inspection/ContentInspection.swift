import Archive
import FileTree
import Synchronization

/// Notes what rules need of the contents while the layers are read: small files whole, facts of executables, secrets.
///
/// Hand it to `ImageLoader.load`, then ask for `results`. Memory is bounded: each kind of file has a limit of its own,
/// and all captured files of one image together have `captureBudget`.
public final class ContentInspection: ContentObserver {
    /// All captured files of one image take at most so many bytes.
    public static let captureBudget = 64 << 20

    private let state = Mutex(State())

    private struct State {
        var contents = InspectedContents()
        var captured = 0
    }

    /// Whether files are searched for secrets.
    let scansSecrets: Bool
    /// How much of a secret is kept.
    let redaction: SecretRedaction

    /// An inspection that has seen nothing.
    ///
    /// - Parameters:
    ///   - scansSecrets: Whether to search all files of all layers for secrets.
    ///   - showsSecrets: Whether to keep secrets whole, for a user who asked to see them.
    public init(scansSecrets: Bool = true, showsSecrets: Bool = false) {
        self.scansSecrets = scansSecrets
        redaction = showsSecrets ? .shown : .redacted
        state.withLock {
            $0.contents.secrets.redaction = redaction
            $0.contents.secrets.isSearched = scansSecrets
        }
    }

    /// What was noted so far.
    public var results: InspectedContents {
        state.withLock { state in
            state.contents.secrets.matches.sort {
                ($0.layer, $0.ordinal, $0.offset) < ($1.layer, $1.ordinal, $1.offset)
            }
            return state.contents
        }
    }

    /// Looks at the layer's files.
    public func observer(ofLayer layer: Int) -> any LayerObserver {
        let files = LayerInspection(layer: layer, inspection: self)
        guard let secrets = secretScanner(ofLayer: layer) else { return files }
        return LayerObservers([files, secrets])
    }

    func note(_ bytes: [UInt8], of place: InspectedContents.Place) {
        state.withLock { state in
            guard state.captured + bytes.count <= ContentInspection.captureBudget else {
                state.contents.isOverBudget = true
                return
            }
            state.captured += bytes.count
            state.contents.captured[place] = bytes
        }
    }

    func note(_ executable: Executable, of place: InspectedContents.Place) {
        state.withLock { $0.contents.executables[place] = executable }
    }

    func note(_ archive: JavaArchive, of place: InspectedContents.Place) {
        state.withLock { $0.contents.javaArchives[place] = archive }
    }

    func note(_ database: RPMDatabase, of place: InspectedContents.Place) {
        state.withLock { $0.contents.rpmDatabases[place] = database }
    }

    func note(_ secret: SecretMatch) {
        state.withLock { state in
            guard state.contents.secrets.matches.count < InspectedSecrets.matchLimit else {
                state.contents.secrets.fault = "there are more than \(InspectedSecrets.matchLimit) secrets"
                return
            }
            state.contents.secrets.matches.append(secret)
        }
    }

    func noteSkipped(_ reason: InspectedSecrets.Reason, _ size: Int64) {
        state.withLock { state in
            switch reason {
            case .index: state.contents.secrets.skippedIndices.add(size)
            case .archive: state.contents.secrets.skippedArchives.add(size)
            case .crowd: state.contents.secrets.crowdedFiles.add(size)
            }
        }
    }

    func noteFault(_ sentence: String) {
        state.withLock { $0.contents.secrets.fault = sentence }
    }

    func note(_ capabilities: FileCapabilities, of place: InspectedContents.Place) {
        state.withLock { $0.contents.capabilities[place] = capabilities }
    }
}
