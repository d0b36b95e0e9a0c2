/// What a build starts from: all that a build cache may look at.
public struct BuildInput: Sendable, Hashable {
    /// A base image, as far as a cache tells it from another.
    public struct BaseImage: Sendable, Hashable {
        /// What stands for the image as a whole: its id.
        public var id: String
        /// What stands for its layers.
        public var layers: String
        /// What commands see of its configuration: the environment, the user.
        public var environment: String

        /// A base image of its parts.
        public init(id: String, layers: String, environment: String = "") {
            self.id = id
            self.layers = layers
            self.environment = environment
        }

        /// An image of which nothing but its name is known.
        init(reference: String) {
            self.init(id: reference, layers: reference)
        }
    }

    /// The Dockerfile.
    public var document: DockerfileDocument
    /// The files of the build context that are known; a copy of files that are not takes them to be as they were.
    public var files: [ContextFile]
    /// Whether these are all files of the context: then equal files under other names are known to be equal.
    public var filesAreComplete: Bool
    /// What the builder is not sent; nil for no such file.
    public var ignored: IgnorePatterns?
    /// Values of build arguments, `--build-arg`.
    public var arguments: [String: String]
    /// The stage to build; nil for the last.
    public var target: String?
    /// Base images by the name that `FROM` and `--from` have; of others the name stands for the image.
    public var images: [String: BaseImage]
    /// First lines of instructions that do something else than they say, whatever they copy or run.
    public var changedLines: Set<Int>

    /// A build of a Dockerfile.
    public init(
        _ document: DockerfileDocument, files: [ContextFile] = [], filesAreComplete: Bool = false,
        ignored: IgnorePatterns? = nil,
        arguments: [String: String] = [:], target: String? = nil, images: [String: BaseImage] = [:],
        changedLines: Set<Int> = []
    ) {
        self.document = document
        self.files = files
        self.filesAreComplete = filesAreComplete
        self.ignored = ignored
        self.arguments = arguments
        self.target = target
        self.images = images
        self.changedLines = changedLines
    }

    /// The base image of a name.
    func image(_ reference: String) -> BaseImage { images[reference] ?? BaseImage(reference: reference) }
}
