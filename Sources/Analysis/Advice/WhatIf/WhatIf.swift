import Evidence
import FileTree

/// What an image weighs when some of its advice is followed, and some paths, packages or layers are left out besides.
///
/// Each stored byte has one fate, so that `before` − what the accepted rows save = `after`, exactly. What several rows
/// would take counts for the first of them: the remedies as the advice ranks them, then its options, then what is left
/// out, in the order in which it was. Bytes with several names, hard links, go with the last of these.
public struct WhatIf: Sendable {
    /// What a row is about.
    public enum Subject: Sendable {
        /// One of the advice's remedies.
        case remedy(Remedy)
        /// One of the advice's options, which have a price.
        case option(Remedy)
        /// What the user left out.
        case leftOut(LeftOut)
    }

    /// Bytes that go, and how many files' they are.
    public struct Saving: Sendable, Hashable {
        /// The bytes in layers.
        public private(set) var bytes: Int64 = 0
        /// The same as they are pushed.
        public var compressedBytes: Int64 { Int64(compressed.rounded()) }
        /// The files whose contents they are.
        public private(set) var files = 0
        private var compressed = 0.0

        mutating func add(_ bytes: Int64, compressed: Double, files: Int = 1) {
            self.bytes.addSaturated(bytes)
            // No image is so large; sizes are what the archive claims.
            self.compressed = min(self.compressed + max(0, compressed), 1e18)
            self.files += files
        }

        mutating func add(_ other: Saving) { add(other.bytes, compressed: other.compressed, files: other.files) }
    }

    /// One thing that can be done.
    public struct Row: Sendable {
        /// What it is.
        public let subject: Subject
        /// Whether it is done.
        public internal(set) var isAccepted: Bool
        /// What it saves; of a row that is not accepted, what it would save beside those that are.
        public internal(set) var saving: Saving
    }

    /// The rows in their order.
    public private(set) var rows: [Row] = []
    /// The size now.
    public let before: Advice.Size

    /// The remedies and options.
    private let remedies: [Remedy]
    /// All that the layers store, while something is left out: most users leave out nothing.
    private var stored: StoredContents?
    private let ratios: LayerRatios
    private let image: AnalyzedImage
    /// What each row of things left out takes, by the remedy that would take it too.
    private var sums: [LeftOutSums.Sum] = []

    /// The advice with all its remedies accepted, and none of its options.
    ///
    /// An option that is no set of files, such as another base image, is not among the rows.
    public init(_ advice: Advice) {
        let options = advice.options.filter { !$0.items.isEmpty }
        let remedies = advice.remedies + options
        (before, ratios, image) = (advice.before, advice.ratios, advice.image)
        self.remedies = remedies
        let stored = StoredContents(of: advice.image, remedies: remedies)
        var savings = Array(repeating: Saving(), count: remedies.count)
        for contents in stored.contents where contents.owner >= 0 {
            savings[Int(contents.owner)].add(
                contents.bytes, compressed: ratios.compressed(contents.bytes, ofLayer: contents.entry.layer))
        }
        rows = advice.remedies.enumerated().map { index, remedy in
            Row(subject: .remedy(remedy), isAccepted: true, saving: savings[index])
        }
        rows += options.enumerated().map { index, remedy in
            Row(subject: .option(remedy), isAccepted: false, saving: savings[advice.remedies.count + index])
        }
    }

    /// The size when all accepted rows are done.
    public var after: Advice.Size {
        rows.reduce(into: before) { size, row in
            guard row.isAccepted else { return }
            size.bytes -= row.saving.bytes
            size.compressedBytes = max(0, size.compressedBytes - row.saving.compressedBytes)
        }
    }

    /// Takes a row in or out. A row that the user left out stays, so that it can be taken in again.
    public mutating func toggle(_ row: Int) {
        guard rows.indices.contains(row) else { return }
        rows[row].isAccepted.toggle()
        if row >= remedies.count { sumLeftOut() }
        spread()
    }

    /// Leaves out one thing more, in a row at the end; what is left out already stays where it is.
    public mutating func leaveOut(_ subject: LeftOut) {
        guard row(of: subject) == nil else { return }
        rows.append(Row(subject: .leftOut(subject), isAccepted: true, saving: Saving()))
        sumLeftOut()
        spread()
    }

    /// Takes back what was left out, with its row.
    public mutating func takeBack(_ subject: LeftOut) {
        guard let row = row(of: subject) else { return }
        rows.remove(at: row)
        sumLeftOut()
        spread()
    }

    /// The row of something that was left out; nil for none.
    public func row(of subject: LeftOut) -> Int? {
        rows.firstIndex { row in
            if case .leftOut(subject) = row.subject { true } else { false }
        }
    }

    /// What was left out and is accepted, in order.
    public var leftOut: [LeftOut] {
        rows.compactMap { row in
            if row.isAccepted, case .leftOut(let subject) = row.subject { subject } else { nil }
        }
    }

    /// The remedies and options whose rows are accepted.
    public var accepted: [Remedy] {
        rows.compactMap { row in
            guard row.isAccepted else { return nil }
            switch row.subject {
            case .remedy(let remedy), .option(let remedy): return remedy
            case .leftOut: return nil
            }
        }
    }

    /// The files whose bytes a row saves, the largest first.
    public func items(of row: Int) -> [Finding.Item] {
        guard rows.indices.contains(row) else { return [] }
        switch rows[row].subject {
        case .remedy(let remedy), .option(let remedy): return Array(remedy.items)
        case .leftOut: break
        }
        var items: [Finding.Item] = []
        let stored = stored ?? StoredContents(of: image, remedies: remedies)
        var sums = LeftOutSums(stored, ratios: ratios, remedies: remedies.count)
        for other in remedies.count...row {
            guard case .leftOut(let subject) = rows[other].subject, rows[other].isAccepted || other == row else {
                continue
            }
            _ = sums.leaveOut(subject) { index in
                let contents = stored.contents[index]
                let isTaken = contents.owner >= 0 && rows[Int(contents.owner)].isAccepted
                guard other == row, !isTaken else { return }
                items.append(.init(path: contents.path, entry: contents.entry, bytes: contents.bytes))
            }
        }
        return items.sorted { $0.bytes == $1.bytes ? $0.path < $1.path : $0.bytes > $1.bytes }
    }

    /// Adds up anew what the rows of things left out take: the accepted ones in order, each other one beside those.
    private mutating func sumLeftOut() {
        sums = Array(
            repeating: LeftOutSums.Sum(sizes: []), count: rows.count - remedies.count)
        guard !sums.isEmpty else { return stored = nil }
        let stored = stored ?? StoredContents(of: image, remedies: remedies)
        self.stored = stored
        var accepted = LeftOutSums(stored, ratios: ratios, remedies: remedies.count)
        for (index, row) in rows.enumerated().dropFirst(remedies.count) where row.isAccepted {
            if case .leftOut(let subject) = row.subject { sums[index - remedies.count] = accepted.leaveOut(subject) }
        }
        for (index, row) in rows.enumerated().dropFirst(remedies.count) where !row.isAccepted {
            var beside = accepted
            if case .leftOut(let subject) = row.subject { sums[index - remedies.count] = beside.leaveOut(subject) }
        }
    }

    /// Says what each row of things left out saves beside the remedies that are accepted.
    private mutating func spread() {
        for (index, sum) in sums.enumerated() {
            var saving = Saving()
            for (owner, size) in sum.sizes.enumerated() where owner == remedies.count || !rows[owner].isAccepted {
                saving.add(size)
            }
            rows[remedies.count + index].saving = saving
        }
    }
}
