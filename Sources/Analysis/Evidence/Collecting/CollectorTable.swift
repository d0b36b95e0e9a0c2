import Archive

/// All collectors of an inspection, found by the names of the files that they look at.
struct CollectorTable: Sendable {
    /// A collector and one of its selections.
    struct Want: Sendable {
        /// The collector's index in `collectors`.
        let collector: Int
        /// Which files it wants.
        let selection: FileSelection
    }

    let collectors: [any Collector]
    private var byName: [String: [Want]] = [:]
    private var byEnding: [String: [Want]] = [:]
    private var ofAnyName: [Want] = []

    init(_ collectors: [any Collector]) {
        var seen: Set<String> = []
        self.collectors = collectors.filter { seen.insert($0.id).inserted }
        for (index, collector) in self.collectors.enumerated() {
            for selection in collector.files {
                let want = Want(collector: index, selection: selection)
                for name in selection.names { add(want, named: name) }
            }
        }
    }

    private mutating func add(_ want: Want, named name: FileSelection.Name) {
        switch name {
        case .exactly(let name): byName[name, default: []].append(want)
        case .ending(let ending): byEnding[ending, default: []].append(want)
        case .any: ofAnyName.append(want)
        }
    }

    /// Appends who wants an entry, each collector once, with its limit in bytes.
    ///
    /// - Returns: The limit that the entry is beyond, where somebody would have wanted it and says so.
    func appendWants(
        of entry: TarEntry, at path: FilePath, to wants: inout [(collector: Int, limit: Int)]
    ) -> FilePassedOver? {
        let named = add(byName[path.name], entry, path, to: &wants)
        // A name without a dot has no ending; one that ends with a dot has an empty one.
        let hasEnding = !path.ending.isEmpty || path.name.utf8.last == 0x2e
        let ended = hasEnding ? add(byEnding[path.ending], entry, path, to: &wants) : nil
        return add(ofAnyName, entry, path, to: &wants) ?? named ?? ended
    }

    private func add(
        _ candidates: [Want]?, _ entry: TarEntry, _ path: FilePath, to wants: inout [(collector: Int, limit: Int)]
    ) -> FilePassedOver? {
        guard let candidates else { return nil }
        var passedOver: FilePassedOver?
        // A span lends them: an array would count references to each that it passes on.
        let lent = candidates.span
        for index in lent.indices {
            if lent[index].selection.contains(path, entry) {
                let (collector, limit) = (lent[index].collector, lent[index].selection.limit)
                if !wants.contains(where: { $0.collector == collector }) { wants.append((collector, limit)) }
            } else if lent[index].selection.missesForItsSize(path, entry) {
                passedOver = FilePassedOver(limit: lent[index].selection.limit)
            }
        }
        return passedOver
    }
}
