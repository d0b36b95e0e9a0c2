import Evidence
import FileTree

/// Wasted bytes taken apart: by who stored and who hid them, by layer, instruction, stage and path. Each sum is
/// `Waste.wastedBytes` again.
public struct WasteBreakdown: Deduction {
    /// What one layer stored and another hid, in one way.
    public struct Pair: Sendable, Hashable {
        /// The layer, from 1, that stores the bytes.
        public let storedBy: Int
        /// The layer, from 1, that hides them, or hid the last of their hard links.
        public let hiddenBy: Int
        /// How.
        public let kind: WasteKind
        /// Their sum in bytes.
        public let bytes: Int64
        /// The hidden copies, the largest first.
        public let copies: [Copy]
    }

    /// One hidden copy and what became of it.
    public struct Copy: Sendable, Hashable {
        /// What is hidden, where it is and its bytes.
        public let hidden: WastedCopy
        /// The entry of the hiding layer at the same path; nil where it has none.
        public let successor: EntryReference?
    }

    /// What a layer has to do with waste.
    public struct LayerShare: Sendable, Hashable {
        /// The layer, from 1.
        public let layer: Int
        /// Bytes that it stores and nobody sees.
        public let wastedBytes: Int64
        /// Bytes of lower layers that it hides.
        public let hiddenBytes: Int64
    }

    /// The waste of an instruction, a stage or a path.
    public struct Share: Sendable, Hashable {
        /// What is known of whose it is: the instruction's text, the stage's name, or the path without a leading slash.
        public let name: String
        /// The lines of the instruction or stage in the Dockerfile, from 1; nil where they are not known.
        public let lines: ClosedRange<Int>?
        /// The layers that store it, from 1, ascending.
        public let layers: [Int]
        /// Its wasted bytes.
        public let bytes: Int64
        /// How many hidden copies it is.
        public let copies: Int
        /// The path; nil for an instruction or a stage.
        public let path: PathID?
    }

    /// Who stored and who hid, most bytes first.
    public let pairs: [Pair]
    /// All layers, base first.
    public let byLayer: [LayerShare]
    /// By the instruction that stored the bytes, most bytes first.
    public let byInstruction: [Share]
    /// By the stage that stored the bytes, the base image being one, most bytes first.
    public let byStage: [Share]
    /// By path, most bytes first. There are as many as hidden paths: they are put together when somebody asks.
    public var byPath: [Share] { shares.byPath() }
    private let shares: WasteShares

    /// Takes an image's waste apart.
    public init(of image: AnalyzedImage) {
        let (waste, stack) = (image.waste, image.stack)
        pairs = WasteSorting(stack: stack, copies: waste.copies).pairs()
        var (wasted, hidden) = (
            [Int64](repeating: 0, count: stack.layerCount + 1), [Int64](repeating: 0, count: stack.layerCount + 1)
        )
        for pair in pairs {
            wasted[pair.storedBy] = wasted[pair.storedBy].addingSaturated(pair.bytes)
            if pair.hiddenBy == pair.storedBy { continue }
            hidden[pair.hiddenBy] = hidden[pair.hiddenBy].addingSaturated(pair.bytes)
        }
        byLayer = (1..<stack.layerCount + 1).map {
            LayerShare(layer: $0, wastedBytes: wasted[$0], hiddenBytes: hidden[$0])
        }
        shares = WasteShares(copies: waste.copies, stack: stack, stages: image.stages)
        byInstruction = shares.byInstruction()
        byStage = shares.byStage()
    }
}

extension AnalyzedImage {
    /// What the final tree does not show, by who stored and who hid it, by instruction, stage and path.
    public var wasteBreakdown: WasteBreakdown { self[WasteBreakdown.self] }
}

/// How bytes came to be hidden, as what to do about it differs.
public enum WasteKind: String, Sendable, Hashable, CaseIterable {
    /// A later layer has other contents at the same path.
    case overwritten
    /// A later layer has the same contents once more, because only mode, owner or capabilities changed.
    case metadataCopy
    /// A later layer has the same file once more, unchanged but perhaps for its time.
    case identicalRewrite
    /// A directory took the file's place, or a file that of a directory above it.
    case replaced
    /// A later layer deleted the file or a directory above it.
    case deleted
    /// A later layer made a directory above it anew: an opaque whiteout.
    case opaque
    /// The same layer has a later entry of the same path.
    case superseded
}
