/// How long bytes take over a line.
public struct TransferTime: Sendable, Hashable {
    /// The bandwidth in bytes a second.
    public let bytesPerSecond: Int64

    /// A bandwidth; nil for none at all.
    public init?(bytesPerSecond: Int64) {
        guard bytesPerSecond > 0 else { return nil }
        self.bytesPerSecond = bytesPerSecond
    }

    /// Ten million bytes a second: what a good home line takes.
    public static let usual = TransferTime(known: 10_000_000)

    private init(known: Int64) {
        bytesPerSecond = known
    }

    /// Seconds for so many bytes; requests and unpacking are not counted.
    public func seconds(for bytes: Int64) -> Double {
        Double(bytes) / Double(bytesPerSecond)
    }
}
