import Archive

/// Why an image cannot be had, as one sentence for the user: what, where, what to do.
///
/// The message can hold names from the archive: escape it before it reaches a terminal.
public struct ImageStoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of fault it is.
    public enum Kind: Sendable, Hashable {
        /// The file cannot be opened or read.
        case cannotOpen
        /// There is no image in it.
        case notAnImage
        /// There is an image, but it is damaged.
        case damaged
        /// No image has the reference that was asked for.
        case unknownReference
        /// No image has the platform that was asked for.
        case unknownPlatform
        /// The engine is not installed, or its `save` failed.
        case engineFailed
        /// The user cancelled.
        case cancelled
    }

    /// What kind of fault it is.
    public let kind: Kind
    /// One sentence.
    public let message: String

    /// An error of its parts.
    public init(kind: Kind, message: String) {
        self.kind = kind
        self.message = message
    }

    /// A fault found inside what `name` means.
    init(_ fault: Fault, name: ImageName) {
        let subject = name == .standardInput ? "standard input" : "“\(name)”"
        self.init(kind: fault.kind, message: "\(subject) \(fault.words)")
    }

    /// The sentence.
    public var description: String { message }
}

/// A fault inside an archive, in words that follow the archive's name: "holds no image".
struct Fault: Error, Sendable {
    let kind: ImageStoreError.Kind
    let words: String

    init(_ kind: ImageStoreError.Kind, _ words: String) {
        self.kind = kind
        self.words = words
    }

    /// A fault that reading bytes met.
    init(_ error: ArchiveError) {
        switch error.kind {
        case .cancelled: self.init(.cancelled, "was not opened: cancelled")
        case .cannotOpen: self.init(.cannotOpen, "cannot be opened: \(error.message)")
        default: self.init(.damaged, "cannot be read: \(error.message)")
        }
    }
}
