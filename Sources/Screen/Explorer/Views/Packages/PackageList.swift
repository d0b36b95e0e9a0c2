import FileTree
import ImageAnalysis
import Reporting
import TerminalUI

/// The packages of an image, made ready for the screen by the thread that analyses.
public struct PackageList: Sendable {
    /// An order of the rows.
    enum Order: String, Sendable, Hashable, CaseIterable {
        case size, name, together

        /// The order in words.
        var text: String {
            switch self {
            case .size: "size"
            case .name: "name"
            case .together: "the bytes that would go with each"
            }
        }

        var next: Order { Order.allCases.next(after: self) }
    }

    /// A column of the table: its heading, whether numbers stand in it, and the text of a row.
    struct Column: Sendable {
        let heading: String
        let isNumber: Bool
        let width: Int
        let text: @Sendable (PackageTable.Row) -> String
    }

    let rows: [PackageTable.Row]
    /// Bytes of the largest package.
    let largest: Int64
    /// From left to right after size and bar; those that no row has anything in are left out.
    let columns: [Column]
    /// What filters may ask of packages.
    let filterContext: PathFilter.Context
    private let orders: [Order: [Int]]
    private let image: AnalyzedImage

    /// The packages of a table.
    public init(_ table: PackageTable) {
        let rows = table.rows
        var context = PathFilter.Context()
        context.add(packages: rows.map(\.package))
        filterContext = context
        self.rows = rows
        image = table.image
        largest = rows.map(\.package.size).max() ?? 0
        columns = PackageList.columns(of: rows)
        orders = [
            .size: Array(rows.indices),
            .name: rows.indices.sorted {
                (rows[$0].package.name, $0) < (rows[$1].package.name, $1)
            },
            .together: rows.indices.sorted {
                (rows[$1].bytesTogether, $0) < (rows[$0].bytesTogether, $1)
            },
        ]
    }

    private static func columns(of rows: [PackageTable.Row]) -> [Column] {
        let known: [(String, Bool, Int, @Sendable (PackageTable.Row) -> String)] = [
            ("Package", false, 30, { Printable.escape($0.package.name) }),
            ("Version", false, 20, { Printable.escape($0.package.version) }),
            ("Kind", false, 10, { $0.package.ecosystem.rawValue }),
            ("Layer", true, 5, { "\($0.package.layer)" }),
            ("Known", false, 12, { PackageList.vulnerabilities($0.vulnerabilities) }),
            ("Stage", false, 14, { $0.isBase ? "base" : $0.stage.map { Printable.escape($0) } ?? "" }),
            ("Licence", false, 18, { Printable.escape($0.package.license ?? "") }),
        ]
        return known.compactMap { heading, isNumber, most, text in
            let longest = rows.lazy.map { TextWidth.of(text($0)) }.max() ?? 0
            guard longest > 0 else { return nil }
            return Column(
                heading: heading, isNumber: isNumber, width: min(most, max(longest, heading.count)), text: text)
        }
    }

    /// `3, high`: how many, and the worst.
    private static func vulnerabilities(_ known: [KnownVulnerability]) -> String {
        guard let worst = known.map(\.severity).max() else { return "" }
        return "\(known.count), \(worst.rawValue)"
    }

    /// The places of the rows in an order.
    func places(by order: Order) -> [Int] { orders[order] ?? Array(rows.indices) }

    /// Why a package is there and what would go with it, in lines.
    func presence(of row: PackageTable.Row, width: Int) -> [String] {
        PresenceReport(image, imageName: "", node: .package(row.index)).text(width: width)
            .split(separator: "\n").map(String.init)
    }

    /// The largest file of a package, else its record.
    func file(of package: Package) -> Finding.Item? {
        let items = (package.files.isEmpty ? [package.record] : package.files).compactMap { path -> Finding.Item? in
            guard let entry = image.view?.entry(of: path) else { return nil }
            let bytes = image.stack.contents(of: entry).map { image.stack.entry($0).size } ?? 0
            return Finding.Item(path: path, entry: entry, bytes: bytes)
        }
        return items.max { $0.bytes < $1.bytes }
    }
}
