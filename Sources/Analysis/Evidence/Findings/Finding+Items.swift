import FileTree

extension Finding {
    /// The files of a finding in their order. There may be a million: they are kept in columns, of 16 bytes a file, and made
    /// into items when they are asked for.
    public struct Items: Sendable, Hashable {
        private let paths: [PathID]
        private let entries: [EntryReference]
        private let bytes: NumberColumn
        /// Each note once.
        private let notes: [String]
        /// By file, the place of its note in `notes`; empty where all have the same.
        private let notePlaces: [UInt32]

        /// The same files.
        public init(_ items: [Item] = []) {
            paths = items.map(\.path)
            entries = items.map(\.entry)
            bytes = NumberColumn(items.map(\.bytes))
            var places: [String: UInt32] = [:]
            var notes: [String] = []
            let notePlaces = items.map { item in
                if let place = places[item.note] { return place }
                let place = UInt32(notes.count)
                places[item.note] = place
                notes.append(item.note)
                return place
            }
            self.notes = notes
            self.notePlaces = notes.count > 1 ? notePlaces : []
        }
    }
}

extension Finding.Items: RandomAccessCollection {
    /// Files are counted from 0.
    public var startIndex: Int { 0 }
    /// How many files there are.
    public var endIndex: Int { entries.count }

    /// A file by its number, from 0.
    public subscript(index: Int) -> Finding.Item {
        Finding.Item(
            path: paths[index], entry: entries[index], bytes: bytes[index],
            note: notes[notePlaces.isEmpty ? 0 : Int(notePlaces[index])])
    }
}
