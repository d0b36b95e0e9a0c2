import DisplayText
import FileTree
import ImageAnalysis
import ImageStore

/// How the contents of one file differ between two images, line by line.
public struct FileDifference: Sendable, Hashable {
    /// The path from the root, without a leading slash.
    public let path: [UInt8]
    /// The lines that differ as diff -u writes them, not escaped; nil where there is nothing to read.
    public let text: String?
    /// Why there is nothing to read, a few words; nil where there is.
    public let reason: String?

    /// Files larger than this are not read, in bytes.
    public static let largestFile: Int64 = 1 << 20
    /// Files of an image together are read up to so many bytes.
    private static let budget: Int64 = 32 << 20

    /// The difference of two contents of a file.
    public init(of path: [UInt8], _ before: [UInt8], _ after: [UInt8]) {
        self.path = path
        guard FileDifference.isText(before), FileDifference.isText(after) else {
            (text, reason) = (nil, "binary")
            return
        }
        let name = String(decoding: path, as: UTF8.self)
        let difference = LineDifference(
            from: String(decoding: before, as: UTF8.self), to: String(decoding: after, as: UTF8.self))
        let unified = difference.unified((before: "a/\(name)", after: "b/\(name)"))
        (text, reason) = unified.isEmpty ? (nil, "only the end of the last line differs") : (unified, nil)
    }

    /// A file of which no lines can be shown; why not, in a few words.
    public init(of path: [UInt8], reason: String) {
        (self.path, self.reason, text) = (path, reason, nil)
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        !bytes.prefix(8192).contains(0) && String(validating: bytes, as: UTF8.self) != nil
    }

    /// The differences of files that both images have in other contents, in the order of their paths.
    ///
    /// - Parameters:
    ///   - comparison: What differs between the images.
    ///   - only: The paths to look at; nil for all that are of other contents.
    /// - Throws: Where contents cannot be read.
    public static func all(of comparison: Comparison, only: Set<[UInt8]>? = nil) throws -> [FileDifference] {
        let (viewA, viewB) = (comparison.a.view, comparison.b.view)
        var rest = budget
        var (pairs, found): ([Pair], [FileDifference]) = ([], [])
        for path in wanted(of: comparison, only) {
            guard let a = viewA?.file(at: path), let b = viewB?.file(at: path) else {
                found.append(FileDifference(of: path, reason: "not a file in both"))
                continue
            }
            let size = max(a.size, b.size)
            guard size <= largestFile, size <= rest else {
                found.append(FileDifference(of: path, reason: "larger than is read: \(ByteCount(size))"))
                continue
            }
            rest -= size
            pairs.append(Pair(path: path, a: a.reference, b: b.reference))
        }
        let (inA, inB) = (try contents(pairs.map(\.a), comparison.a), try contents(pairs.map(\.b), comparison.b))
        found += pairs.map { FileDifference(of: $0.path, inA[$0.a] ?? [], inB[$0.b] ?? []) }
        return found.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    private struct Pair {
        let path: [UInt8]
        let a: EntryReference
        let b: EntryReference
    }

    private static func wanted(of comparison: Comparison, _ only: Set<[UInt8]>?) -> [[UInt8]] {
        if let only { return only.sorted { $0.lexicographicallyPrecedes($1) } }
        return (comparison.places[.contents] ?? []).map { comparison.paths[$0].path }
    }

    /// The contents of entries, in one pass over each layer that has some.
    private static func contents(
        _ references: [EntryReference], _ side: Comparison.Side
    ) throws -> [EntryReference: [UInt8]] {
        var contents: [EntryReference: [UInt8]] = [:]
        try ContentReader(image: side.image, stack: side.stack).read(references, limit: largestFile) {
            contents[$0, default: []].append(contentsOf: $1)
        }
        return contents
    }
}

extension Comparison.Side {
    /// What the final tree shows; nil for an image without layers.
    fileprivate var view: TreeView? { stack.layerCount > 0 ? stack.view(of: 1...stack.layerCount) : nil }
}

extension TreeView {
    /// The file that the tree shows at a path; nil where it shows none.
    fileprivate func file(at path: [UInt8]) -> (reference: EntryReference, size: Int64)? {
        guard let found = stack.find(path), isPresent(found), [.regularFile, .hardLink].contains(kind(of: found)),
            let entry = entry(of: found), let contents = stack.contents(of: entry)
        else { return nil }
        return (entry, stack.entry(contents).size)
    }
}
