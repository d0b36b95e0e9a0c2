/// The image that the one on the screen is compared with.
public struct OtherImage: Sendable, Hashable {
    /// How far it is.
    public enum Phase: Sendable, Hashable {
        /// The image on the screen is analysed first.
        case waiting
        /// It is being opened; `what` says what is going on, with bytes so far and, where known, in all.
        case opening(what: String, done: Int64, total: Int64?)
        /// So much of its layers is there, 0…1: those that both images have are from the start.
        case reading(Double)
        /// It is read: the images are compared, or will be at once.
        case read
        /// It cannot be compared with; one sentence says why.
        case failed(String)
    }

    /// What the user called it.
    public let name: String
    /// How far it is.
    public var phase = Phase.waiting

    /// Whether work on it goes on that can be stopped.
    var isBeingRead: Bool {
        switch phase {
        case .opening, .reading: true
        case .waiting, .read, .failed: false
        }
    }
}

/// An image that is offered to compare with.
public struct OfferedImage: Sendable, Hashable {
    /// The path, as one would type it.
    public let path: String
    /// The bytes of the archive; nil for a directory.
    public let size: Int64?

    /// What is offered, with its size.
    public init(path: String, size: Int64?) {
        (self.path, self.size) = (path, size)
    }
}
