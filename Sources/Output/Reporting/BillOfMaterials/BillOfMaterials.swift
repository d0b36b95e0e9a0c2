import Archive
import Dockerfile
import FileTree
import ImageAnalysis
import ImageStore
import OCI

/// What is in an image, as a document that scanners read: `strata sbom`.
///
/// The same image always gives the same document: its serial number comes from the image's digest, its time is the
/// image's.
public struct BillOfMaterials: Sendable {
    /// One package and what it is called in the document.
    struct Item {
        let package: Package
        let url: PackageURL
        /// The name that no other item of the document has.
        let reference: String
    }

    let image: StoredImage
    let inventory: PackageInventory
    let items: [Item]
    /// The version of the program that writes the document.
    let toolVersion: String
    private let stack: LayerStack
    private let attribution: Attribution

    /// The bill of an image.
    ///
    /// - Parameters:
    ///   - image: The image.
    ///   - toolVersion: The version of the program that asks.
    public init(_ image: AnalyzedImage, toolVersion: String) {
        self.image = image.image
        self.toolVersion = toolVersion
        inventory = image.packages
        stack = image.stack
        attribution = image.stages.attribution
        var seen: [String: Int] = [:]
        items = image.packages.packages.map { package in
            let url = PackageURL(package, distribution: image.packages.distribution)
            let count = seen[url.description, default: 0]
            seen[url.description] = count + 1
            let reference = count == 0 ? url.description : "\(url)#\(count + 1)"
            return Item(package: package, url: url, reference: reference)
        }
    }

    /// The image's name: its first reference, else its digest.
    var name: String { image.references.first ?? image.id }

    /// A UUID of the image's digest (RFC 9562, version 8).
    var identifier: String {
        var digits = Array(DigestHasher.sha256(of: Array("strata sbom \(image.id)".utf8)))
        digits[12] = "8"
        digits[16] = "8"
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }

    /// When the image was made, to the second and in UTC; nil where it does not say.
    var created: String? { image.config.created.flatMap { Timestamp(rfc3339: $0)?.iso8601 } }

    /// The place of a package's record, from the root.
    func record(of package: Package) -> String {
        "/" + String(decoding: stack.path(of: package.record), as: UTF8.self)
    }

    /// The diffID of the layer that put a package there; nil where the configuration does not say.
    func diffID(of package: Package) -> String? { layer(of: package)?.diffID }

    private func layer(of package: Package) -> LayerBlob? {
        image.layers.indices.contains(package.layer - 1) ? image.layers[package.layer - 1] : nil
    }

    /// Where a package comes from, by the names that all formats give to it: its layer, the instruction and the lines of
    /// the Dockerfile that made that, its record and what kind of evidence this is.
    func origin(of package: Package) -> [(name: String, value: String)] {
        let made = attribution.layers.indices.contains(package.layer - 1) ? attribution.layers[package.layer - 1] : nil
        let lines = made?.lines.map(\.shortText)
        let text = made.map { InstructionText.oneLine($0.text) }
        let all: [(String, String?)] = [
            ("strata:ecosystem", package.ecosystem.rawValue), ("strata:layer", "\(package.layer)"),
            ("strata:layerDigest", layer(of: package)?.digest), ("strata:layerDiffID", diffID(of: package)),
            ("strata:layerIsBase", made?.isBase.map { "\($0)" }), ("strata:stage", made?.stageName),
            ("strata:instruction", text.flatMap { $0.isEmpty ? nil : String($0.prefix(1000)) }),
            ("strata:dockerfileLines", lines), ("strata:evidence", package.evidence.rawValue),
            ("strata:record", record(of: package)), ("strata:size", "\(package.size)"),
        ]
        return all.compactMap { name, value in value.map { (name, $0) } }
    }

    /// For each item, by its place, the references of the items that it needs, sorted; itself apart.
    var dependencies: [[String]] {
        let references = Dictionary(
            items.map { (Key($0.package), $0.reference) }, uniquingKeysWith: { first, _ in first })
        return items.map { item in
            let needed = inventory.dependencies(of: item.package).compactMap { references[Key($0)] }
            return Set(needed).subtracting([item.reference]).sorted()
        }
    }

    /// What tells packages apart: hashing all their files would take long.
    private struct Key: Hashable {
        let ecosystem: Ecosystem
        let name: String
        let version: String
        let architecture: String?
        let record: PathID

        init(_ package: Package) {
            ecosystem = package.ecosystem
            name = package.name
            version = package.version
            architecture = package.architecture
            record = package.record
        }
    }
}
