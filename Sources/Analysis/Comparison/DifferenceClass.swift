/// Why a path differs between two images. Each path is in exactly one class.
public enum DifferenceClass: String, Sendable, Hashable, CaseIterable {
    /// Only the second image has it.
    case added
    /// Only the first image has it.
    case removed
    /// Its contents, its kind or its target differ.
    case contents
    /// Python byte code that differs in its header only: when its source was compiled.
    case bytecode
    /// It belongs to a package that was added, removed or changed.
    case package
    /// What a package manager writes about its packages.
    case packageDatabase = "package-database"
    /// Caches, logs, identifiers and names drawn by chance that each build makes anew.
    case generated
    /// It differs between the base images, and both images show it as their base images have it.
    case baseImage = "base-image"
    /// Mode, owner or capabilities differ, the contents do not.
    case metadata
    /// Only the time of its last modification differs.
    case time
    /// Nothing differs; its bytes may, where a hard link to the same contents counts them elsewhere.
    case same

    /// What it means, a part of a sentence.
    public var meaning: String {
        switch self {
        case .added: "only in the second image"
        case .removed: "only in the first image"
        case .contents: "other contents"
        case .bytecode: "byte code that differs in its header only"
        case .package: "of packages that were added, removed or changed"
        case .packageDatabase: "records of package managers"
        case .generated: "caches, logs and identifiers that each build makes anew"
        case .baseImage: "another base image"
        case .metadata: "other mode, owner or capabilities"
        case .time: "other time only"
        case .same: "the same"
        }
    }

    /// How much a difference weighs for whoever asks whether two builds are the same.
    public enum Weight: Int, Sendable, Hashable, Comparable {
        /// There is none.
        case none
        /// Times, headers of byte code, the order in the tar, the compression, how files are split into layers: a container
        /// has the same files and runs the same.
        case form
        /// Modes, owners and capabilities.
        case metadata
        /// Contents, or what is run and how.
        case contents

        /// Orders weights, the lightest first.
        public static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
    }

    /// How much a difference of the class weighs.
    public var weight: Weight {
        switch self {
        case .same: .none
        case .time, .bytecode: .form
        case .metadata: .metadata
        default: .contents
        }
    }
}
