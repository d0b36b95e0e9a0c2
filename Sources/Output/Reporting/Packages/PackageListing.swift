import DisplayText
import FileTree
import ImageAnalysis

/// The packages of an image, the largest first: what `strata inspect --packages` shows.
public struct PackageListing: Sendable {
    /// The packages by size, then by ecosystem and name.
    public let packages: [Package]
    private let inventory: PackageInventory
    private let stack: LayerStack

    /// The listing of an image's inventory.
    public init(_ image: AnalyzedImage) {
        inventory = image.packages
        stack = image.stack
        packages = image.packages.packages.enumerated().sorted {
            ($1.element.size, $0.offset) < ($0.element.size, $1.offset)
        }.map(\.element)
    }

    /// The listing for people: a table, and sums below it.
    ///
    /// - Parameters:
    ///   - width: The columns that there are; nil for as many as it takes.
    ///   - palette: How styles become escape sequences.
    public func text(width: Int?, palette: TextStyle.Palette = .plain) -> String {
        var table = TextTable([
            .init("SIZE", .right), .init("NAME", minimumWidth: 16), .init("VERSION", minimumWidth: 8), .init("KIND"),
            .init("LAYER", .right), .init("FILES", .right),
        ])
        for package in packages {
            table.append([
                "\(ByteCount(package.size))", .init(Printable.escape(package.name)),
                .init(Printable.escape(package.version)), .init(PackageListing.kind(package)), "\(package.layer)",
                .init(package.files.isEmpty ? "" : "\(package.files.count)"),
            ])
        }
        let lines = packages.isEmpty ? [] : table.lines(width: width, palette: palette) + [""]
        return (lines + sums.lines(width: width, palette: palette)).map { $0 + "\n" }.joined()
    }

    /// The ecosystem, and that only a lock file tells of it.
    private static func kind(_ package: Package) -> String {
        package.ecosystem.rawValue + (package.evidence == .lockFile ? " (lock file)" : "")
    }

    private var sums: TextTable {
        var table = TextTable([.init(""), .init("", .right), .init("", minimumWidth: 10)])
        let distribution = inventory.distribution.map { $0.prettyName ?? $0.id }
        table.append([
            .init("Packages", .dim), "\(ByteCount(inventory.ownedBytes))",
            .init("\(packages.count)" + (distribution.map { " on " + Printable.escape($0) } ?? "")),
        ])
        table.append([
            .init("No package", .dim), "\(ByteCount(inventory.unownedBytes))", "of the final tree's contents",
        ])
        return table
    }

    /// What the packages add to the JSON of `strata inspect`.
    var json: JSONValue {
        [
            "distribution": inventory.distribution?.json ?? .null,
            "packageBytes": .integer(inventory.ownedBytes),
            "unownedBytes": .integer(inventory.unownedBytes),
            "packages": .array(packages.map(json)),
        ]
    }

    /// The packages as comma-separated values.
    public var csv: String {
        let records = packages.map { package in
            [
                package.name, package.version, package.ecosystem.rawValue, package.architecture ?? "",
                package.license ?? "", "\(package.layer)", "\(package.files.count)", "\(package.size)",
                package.evidence.rawValue,
            ]
        }
        let keys = ["name", "version", "ecosystem", "architecture", "license", "layer", "files", "size", "evidence"]
        return ([keys] + records).map(CSV.record).joined()
    }

    private func json(_ package: Package) -> JSONValue {
        [
            "name": .string(package.name),
            "version": .string(package.version),
            "ecosystem": .string(package.ecosystem.rawValue),
            "architecture": .optional(package.architecture),
            "license": .optional(package.license),
            "source": .optional(package.sourceName),
            "sourceVersion": .optional(package.sourceVersion),
            "section": .optional(package.section),
            "essential": .bool(package.isEssential),
            "layer": .integer(package.layer),
            "files": .integer(package.files.count),
            "size": .integer(package.size),
            "record": .string("/" + String(decoding: stack.path(of: package.record), as: UTF8.self)),
            "dependencies": .strings(package.dependencies),
            "evidence": .string(package.evidence.rawValue),
        ]
    }
}

extension Distribution {
    fileprivate var json: JSONValue {
        [
            "id": .string(id),
            "version": .optional(version),
            "codename": .optional(codename),
            "name": .optional(prettyName),
        ]
    }
}

extension ImageReport {
    /// The report's JSON with the members of a package listing at its end.
    public func json(with packages: PackageListing) -> JSONValue { json.adding(packages.json) }
}
