import Evidence
import FileTree

extension Ecosystem {
    /// Ruby gems.
    public static let gem = Ecosystem(rawValue: "gem")
}

/// Ruby gems, by what RubyGems writes of each: `specifications/NAME-VERSION.gemspec`, Ruby code in a fixed form.
struct Gem: PackageSource {
    let ecosystem = Ecosystem.gem
    let versionOrder = VersionOrder.gem
    let osvNames = [OSVName("RubyGems")]
    let scannerWords: Set<String> = ["gem", "gemspec", "bundler", "rubygems"]
    let collectors: [any Collector] = [
        WholeFiles(
            "gem",
            FileSelection([.ending("gemspec")], upTo: 1 << 20) { path, _ in
                ["specifications", "specifications/default"].contains { path.directory.hasSuffix($0) }
            })
    ]

    let lockFiles = [LockFile("Gemfile.lock", read: locked)]

    func read(into reading: inout PackageReading) { reading.readGems() }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        PackageURL("gem", [package.name], version: package.version)
    }

    /// The lines `    rack (3.0.1)` below `GEM` and `specs:`; those of a platform have it behind a hyphen.
    @Sendable private static func locked(_ bytes: [UInt8]) -> [LockedPackage] {
        var isGem = false
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let text = String(decoding: line, as: UTF8.self)
            if text.first?.isLetter == true { isGem = text.trimmed == "GEM" }
            guard isGem, text.hasPrefix("    "), !text.hasPrefix("     ") else { return nil }
            let parts = text.trimmed.split(separator: " ")
            guard parts.count == 2, parts[1].hasPrefix("("), parts[1].hasSuffix(")") else { return nil }
            return LockedPackage(String(parts[0]), String(parts[1].dropFirst().dropLast().prefix { $0 != "-" }))
        }
    }

    /// A specification's fields.
    struct Specification {
        var name: String?
        var version: String?
        var platform: String?
        var licenses: [String] = []
        var dependencies: [String] = []
    }

    /// Reads the assignments `s.name = "x".freeze` and the runtime dependencies; everything else is passed over.
    static func specification(in bytes: [UInt8]) -> Specification {
        var specification = Specification()
        var needed: Set<String> = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let line = String(decoding: line, as: UTF8.self).trimmed
            guard let dot = line.firstIndex(of: "."), dot < (line.firstIndex(of: "\"") ?? line.endIndex) else {
                continue
            }
            let rest = line[line.index(after: dot)...]
            let strings = quoted(rest)
            switch rest.prefix(while: { $0.isASCII && ($0.isLetter || $0 == "_") }) {
            case "name": specification.name = specification.name ?? strings.first
            case "version": specification.version = specification.version ?? strings.first
            case "platform": specification.platform = specification.platform ?? strings.first
            case "licenses", "license": specification.licenses = strings
            case "add_runtime_dependency", "add_dependency":
                if let name = strings.first, needed.insert(name).inserted {
                    specification.dependencies.append(name)
                }
            default: break
            }
        }
        return specification
    }

    /// The texts in double or single quotes, without `%q` forms and escapes, which names do not need.
    private static func quoted(_ text: Substring) -> [String] {
        var strings: [String] = []
        var text = text
        // RubyGems writes dependencies as `%q<name>`.
        while let start = text.firstIndex(where: { $0 == "\"" || $0 == "'" || $0 == "<" }) {
            let close: Character = text[start] == "<" ? ">" : text[start]
            let isList = text[start] != "<" || text[..<start].hasSuffix("%q")
            let inner = text[text.index(after: start)...]
            guard let end = inner.firstIndex(of: close) else { break }
            if isList { strings.append(String(inner[..<end])) }
            text = inner[inner.index(after: end)...]
        }
        return strings
    }
}

extension PackageReading {
    /// Reads the specifications of installed gems.
    fileprivate mutating func readGems() {
        for record in records.all where record.name.name.hasSuffix(".gemspec") {
            let specification = Gem.specification(in: record.bytes)
            guard let name = specification.name, let version = specification.version else { continue }
            var package = Package(
                ecosystem: .gem, name: name, version: version, record: record.path, layer: record.layer)
            package.license = specification.licenses.isEmpty ? nil : specification.licenses.joined(separator: " OR ")
            package.dependencies = specification.dependencies
            // `specifications/x.gemspec` has its files in `gems/x`; default gems have theirs in Ruby's own library.
            var root = record.name.directory
            if root.hasSuffix("/default") { root.removeLast("/default".count) }
            let home = root.lastIndex(of: "/").map { root[...$0] } ?? ""
            let directory = lookup.find(Array("\(home)gems/\(record.name.name.dropLast(".gemspec".count))".utf8))
            add(package, everythingIn: [record.path] + (directory.map { [$0] } ?? []))
        }
    }
}
