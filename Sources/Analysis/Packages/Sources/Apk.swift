import Evidence
import FileTree

extension Ecosystem {
    /// Alpine's packages.
    public static let apk = Ecosystem(rawValue: "apk")
}

/// Alpine's packages, by apk's records: one paragraph for each, fields named by a letter (apk-tools, `apk_db_read`).
struct Apk: PackageSource {
    let ecosystem = Ecosystem.apk
    let isSystem = true
    let versionOrder = VersionOrder.alpine
    let scannerWords: Set<String> = ["apk", "alpine", "wolfi", "chainguard"]
    let osvNames = [
        OSVName("Alpine", distributions: ["alpine"], namesSources: true) { release, version in
            release == "v" + version.split(separator: ".").prefix(2).joined(separator: ".")
        },
        OSVName("Wolfi", distributions: ["wolfi"], isRolling: true),
        OSVName("Chainguard", distributions: ["chainguard"], isRolling: true),
        OSVName("MinimOS", distributions: ["minimos"], isRolling: true),
        OSVName("Alpaquita", distributions: ["alpaquita"]),
    ]
    // Of any directory: a symbolic link may lead to it that another layer has.
    let collectors: [any Collector] = [
        WholeFiles("apk", FileSelection([.exactly("installed")], upTo: 32 << 20).notingLargerFiles())
    ]

    func read(into reading: inout PackageReading) { reading.readApk() }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        PackageURL("apk", system: package, of: distribution, else: "alpine", more: [("upstream", package.upstream)])
    }

    /// The place up to version 2 and that of version 3.
    static let places = ["lib/apk/db/installed", "usr/lib/apk/db/installed"]

    /// One package as the records tell it.
    struct Paragraph {
        var fields: [UInt8: String] = [:]
        /// Its files, from the root.
        var files: [[UInt8]] = []

        subscript(letter: Character) -> String? { letter.asciiValue.flatMap { fields[$0] } }
    }

    /// Reads all paragraphs; lines that are no fields are passed over, and files for which there is no more room.
    static func paragraphs(in bytes: [UInt8], within budget: inout RecordBudget) -> [Paragraph] {
        var paragraphs: [Paragraph] = []
        var current = Paragraph()
        var directory: [UInt8] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            guard let letter = line.first else {
                if !current.fields.isEmpty { paragraphs.append(current) }
                (current, directory) = (Paragraph(), [])
                continue
            }
            guard line.dropFirst().first == UInt8(ascii: ":") else { continue }
            let value = line.dropFirst(2)
            switch letter {
            // A directory, and then the files in it.
            case UInt8(ascii: "F"): directory = value.isEmpty ? [] : value + [UInt8(ascii: "/")]
            case UInt8(ascii: "R"):
                if budget.take(directory.count + value.count) { current.files.append(directory + value) }
            case UInt8(ascii: "P"), UInt8(ascii: "V"), UInt8(ascii: "A"), UInt8(ascii: "L"), UInt8(ascii: "o"),
                UInt8(ascii: "D"), UInt8(ascii: "p"):
                current.fields[letter] = String(decoding: value, as: UTF8.self)
            default: break
            }
        }
        if !current.fields.isEmpty { paragraphs.append(current) }
        return paragraphs
    }

    /// The names in a list of dependencies, `so:libc.so.6 busybox>=1.36 !conflict` as `["so:libc.so.6", "busybox"]`.
    static func names(_ list: String?) -> [String] {
        (list ?? "").split(separator: " ").compactMap { word in
            let name = word.prefix { !"<>=~@".contains($0) }
            return name.isEmpty || name.hasPrefix("!") ? nil : String(name)
        }
    }
}

extension PackageReading {
    /// Reads apk's records.
    fileprivate mutating func readApk() {
        guard let record = Apk.places.compactMap({ records[$0] }).first else { return }
        var budget = RecordBudget(record: record.bytes.count)
        let paragraphs = Apk.paragraphs(in: record.bytes, within: &budget)
        warn(ofCut: record.path, budget)
        for paragraph in paragraphs {
            guard let name = paragraph["P"], let version = paragraph["V"], !name.isEmpty else { continue }
            let files = paragraph.files.compactMap { lookup.find($0) }
            var package = Package(
                ecosystem: .apk, name: name, version: version, record: record.path,
                layer: layer(of: files) ?? record.layer)
            package.architecture = paragraph["A"]
            package.license = paragraph["L"]
            package.sourceName = paragraph["o"]
            package.dependencies = Apk.names(paragraph["D"])
            package.provides = Apk.names(paragraph["p"])
            add(package, files: files)
        }
    }
}
