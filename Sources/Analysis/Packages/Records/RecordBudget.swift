/// How much may be made of one package manager's records: names that are joined or shared can make gigabytes of kilobytes.
struct RecordBudget: Sendable, Hashable {
    /// As many texts as the largest systems have files, several times over.
    private static let maximumCount = 4_000_000
    /// Paths that are put together are rarely six times as long as what they are made of.
    private static let factor = 32
    private static let maximumLength = 512 << 20

    private var count = 0
    private var length: Int
    /// Whether something was left out.
    private(set) var isExceeded = false

    /// For a record of so many bytes.
    init(record size: Int) {
        length = min(size * RecordBudget.factor, RecordBudget.maximumLength)
    }

    /// Takes up one text of so many bytes; tells whether there is room for it.
    mutating func take(_ bytes: Int) -> Bool {
        guard !isExceeded, count < RecordBudget.maximumCount, bytes <= length else {
            isExceeded = true
            return false
        }
        count += 1
        length -= bytes
        return true
    }
}
