import Dockerfile

/// The directory that an image is built from, as far as rules want to know it.
public struct BuildContext: Sendable {
    /// Something in it that no image needs.
    public struct Litter: Sendable, Hashable {
        /// The path in the context.
        public let path: String
        /// The bytes of its files.
        public let bytes: Int64

        /// Something of so many bytes.
        public init(path: String, bytes: Int64) {
            (self.path, self.bytes) = (path, bytes)
        }

        /// Whether its name says that it holds a key or password.
        var isSecret: Bool { NoDockerignore.mayBeSecret(path) }
    }

    /// What its `.dockerignore` leaves out; nil where there is none.
    public let ignored: IgnorePatterns?
    /// What no image needs and the `.dockerignore` does not leave out.
    public let litter: [Litter]
    /// Whether all of the directory was looked at.
    public let isComplete: Bool

    /// A context of its parts.
    public init(ignored: IgnorePatterns?, litter: [Litter] = [], isComplete: Bool = true) {
        (self.ignored, self.litter, self.isComplete) = (ignored, litter, isComplete)
    }

    /// Whether a path of the context is something that no image needs; all below it goes with it.
    public static func isUnwanted(_ path: String) -> Bool { NoDockerignore.isUnwanted(path) }
}
