import Evidence
import FileTree
import ImageStore
import RegularExpressions

/// Looks for a text or an expression in the contents of all files of all layers, deleted and overwritten ones too.
///
/// Each layer is read once, several at the same time. `run` does all; whoever reads the layers anyway hands `observing`
/// to the reading.
public struct TextSearch: Sendable {
    /// What is looked for, and how much is told of each file.
    public struct Options: Sendable {
        /// Whether the pattern is a text and no regular expression.
        public var isLiteral = false
        /// Whether ASCII letters match in either case.
        public var ignoresCase = false
        /// So many lines of a file are looked for; nil for all.
        public var linesPerFile: Int?
        /// Whether lines are kept, not only counted.
        public var keepsLines = true
        /// Whether each line comes with where in it something was found.
        public var tellsSpans = false

        /// A regular expression, all lines.
        public init() {}
    }

    /// A file in which something was found.
    public struct File: Sendable, Hashable {
        /// Where it stands in the layers' tars.
        public var place: InspectedContents.Place
        /// Its path as the tar has it.
        public var path: [UInt8]
        /// Whether it is no text: then its lines are not kept, and what is found once is not counted further.
        public var isBinary: Bool
        /// How many lines fit.
        public var count = 0
        /// The lines, as far as they are kept.
        public var lines: [Line] = []

        /// A file in which nothing is noted yet.
        public init(place: InspectedContents.Place, path: [UInt8], isBinary: Bool) {
            (self.place, self.path, self.isBinary) = (place, path, isBinary)
        }
    }

    /// A line in which something was found.
    public struct Line: Sendable, Hashable {
        /// Its number, from 1.
        public var number: Int
        /// Its bytes; of a long line those around what was found.
        public var text: [UInt8]
        /// Where in `text` something was found, ascending, at most 16; none where that was not asked for, or the
        /// expression is too large for it.
        public var spans: [Range<Int>] = []

        /// A line with what was found in it.
        public init(number: Int, text: [UInt8], spans: [Range<Int>] = []) {
            (self.number, self.text, self.spans) = (number, text, spans)
        }
    }

    /// What of a long line is kept, in bytes.
    public static let longestLine = 1024
    /// So many spans are told of one line.
    static let mostSpans = 16
    /// So many bytes of lines are kept of one file.
    public static let keptOfFile = 1 << 20

    let expression: RegularExpression
    let options: Options

    /// Prepares a search.
    public init(_ pattern: String, _ options: Options = Options()) throws(RegularExpression.Fault) {
        expression = try RegularExpression(
            pattern, isLiteral: options.isLiteral, ignoresCase: options.ignoresCase, tellsStarts: options.tellsSpans)
        self.options = options
    }

    /// Reads the layers of an image, and tells of each file in which something is found, from the threads that read.
    ///
    /// Returns when all are read, or soon after it was cancelled.
    ///
    /// - Parameters:
    ///   - image: The image.
    ///   - onEvent: Told how far reading is.
    ///   - isCancelled: Asked often.
    ///   - onFile: Told of a file once it is through.
    public func run(
        in image: StoredImage, onEvent: @Sendable (ImageLoader.Event) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }, onFile: @escaping @Sendable (File) -> Void
    ) {
        let inspection = ContentInspection(collectors: [], searches: [observing(onFile)])
        ImageLoader.read(image, hashContents: false, observer: inspection, isCancelled: isCancelled, onEvent: onEvent)
    }

    /// The same for whoever reads the layers.
    public func observing(_ onFile: @escaping @Sendable (File) -> Void) -> any ContentSearch {
        LayerTextSearch(search: self, onFile: onFile)
    }
}

/// Makes an observer for each layer.
private struct LayerTextSearch: ContentSearch {
    let search: TextSearch
    let onFile: @Sendable (TextSearch.File) -> Void

    func observer(ofLayer layer: Int) -> (any FileObserver)? {
        FileTextSearch(search, layer: layer, onFile: onFile)
    }

    func conclude(into results: inout InspectedContents) {}
}
