import DisplayText
import FileTree
import ImageAnalysis

extension SeriesReport {
    /// One figure of every image.
    private struct Column: Sendable {
        let title: String
        var isNumber = true
        let text: @Sendable (SeriesReport, ImageSeries.Member) -> String
    }

    /// What an image takes.
    private static let sizes: [Column] = [
        Column(title: "SIZE") { "\(ByteCount($1.size))" },
        Column(title: "GAIN") { $0.gain(of: $1).percent },
        Column(title: "FACTOR") { $0.gain(of: $1).times },
        Column(title: "COMPRESSED") { "\(ByteCount($1.compressed.bytes))" },
        Column(title: "LAYERS") { "\($1.layers)" },
        Column(title: "SHARED") { "\(ByteCount($1.sharedBytes))" },
        Column(title: "ADDS") { "\(ByteCount($1.addedBytes))" },
    ]

    /// What it costs to move, and how it runs.
    private static let qualities: [Column] = [
        Column(title: "WASTED") { "\(ByteCount($1.wastedBytes))" },
        Column(title: "PUSH") { seconds($0.pushSeconds(of: $1)) },
        Column(title: "PULL") { seconds($0.pullSeconds(of: $1)) },
        Column(title: "CODE") { $1.codeChangeBytes.map { "\(ByteCount($0))" } ?? "?" },
        Column(title: "SECRETS") { $1.secrets.map { "\($0)" } ?? "?" },
        Column(title: "HEALTH", isNumber: false) { $1.hasHealthcheck ? "yes" : "no" },
        Column(title: "USER", isNumber: false) { $1.user ?? "root" },
    ]

    /// For people: two tables, and what the images are together.
    ///
    /// - Parameters:
    ///   - width: The columns that there are; nil for as many as it takes.
    ///   - palette: How styles become escape sequences.
    public func text(width: Int?, palette: TextStyle.Palette = .plain) -> String {
        let tables = [SeriesReport.sizes, SeriesReport.qualities].map { columns in
            table(of: columns).lines(width: width, palette: palette)
        }
        let notes = sentences.flatMap { palette.paragraph($0, .plain, indentation: 0, width: width) }
        let legend = SeriesReport.legend(transfer).flatMap {
            palette.paragraph($0, .dim, indentation: 0, width: width)
        }
        return (tables + [notes, legend]).map { part in part.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    private func table(of columns: [Column]) -> TextTable {
        var table = TextTable(
            [.init("IMAGE", minimumWidth: 10)]
                + columns.map { .init($0.title, $0.isNumber ? .right : .left, minimumWidth: $0.isNumber ? nil : 6) })
        for member in series.members {
            table.append(
                [.init(Printable.escape(label(of: member)))]
                    + columns.map { .init(Printable.escape($0.text(self, member))) })
        }
        return table
    }

    /// A table to paste where Markdown is understood.
    public var markdown: String {
        let columns = SeriesReport.sizes + SeriesReport.qualities
        let heads = ["Image"] + columns.map { $0.title.prefix(1) + $0.title.dropFirst().lowercased() }
        let rules = ["---"] + columns.map { $0.isNumber ? "---:" : "---" }
        let rows = series.members.map { member in
            [Markdown.code(label(of: member))] + columns.map { Markdown.text($0.text(self, member)) }
        }
        let lines = ([heads, rules] + rows).map { "| " + $0.joined(separator: " | ") + " |\n" }
        return lines.joined() + "\n"
            + (sentences + SeriesReport.legend(transfer)).map { Markdown.text($0) + "\n" }
            .joined(separator: "\n")
    }

    /// What they take together, and which base they could share.
    private var sentences: [String] {
        let images = Count.text(series.members.count, "image")
        let together =
            "\(images) take \(ByteCount(series.bytesTogether)) on one disk and "
            + "\(ByteCount(series.compressedTogether)) in one registry."
        guard let base = series.commonBase else { return [together] }
        let name = base.base.map { " (\(Printable.escape($0)))" } ?? ""
        return [
            together,
            "\(base.images.map { Printable.escape($0) }.joined(separator: ", ")) start from bases that have "
                + "\(ByteCount(base.sameBytes)) of the same files in other layers: on one base\(name) they would take up to "
                + "\(ByteCount(base.savedBytes)) less together.",
        ]
    }

    private static func legend(_ transfer: TransferTime) -> [String] {
        [
            "GAIN and FACTOR are against the first image; SHARED is what those before it have on a disk, ADDS the rest. "
                + "PUSH is to a registry that has those before it, PULL to a machine that has nothing, both at "
                + "\(ByteCount(transfer.bytesPerSecond))/s. CODE is what a change of the code pushes anew."
        ]
    }

    private static func seconds(_ seconds: Double) -> String {
        if seconds > 0, seconds < 0.1 { return "<0.1 s" }
        return seconds < 10 ? "\((seconds * 10).rounded() / 10) s" : "\(Int(seconds.rounded())) s"
    }
}
