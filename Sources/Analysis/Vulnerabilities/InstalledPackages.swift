import Evidence
import Packages

/// The packages of an image by the names that scanners and databases give them.
struct InstalledPackages {
    private let packages: [Package]
    private let named: [String: [Int]]

    /// The packages of an inventory.
    init(_ inventory: PackageInventory) {
        packages = inventory.packages
        var named: [String: [Int]] = [:]
        for (index, package) in packages.enumerated() {
            for name in InstalledPackages.names(of: package) { named[name, default: []].append(index) }
        }
        self.named = named
    }

    /// The packages that go by a name, as binary or as source package.
    func packages(named name: String) -> [Package] {
        (named[InstalledPackages.folded(name)] ?? []).map { packages[$0] }
    }

    /// Whether any package goes by that name, folded already.
    func has(folded name: String) -> Bool { named[name] != nil }

    /// The packages that a scanner means: name and version fit, and the ecosystem where it says one. Where it names a
    /// package's file too, only that one.
    ///
    /// Some scanners put more before the name: Snyk the source package, `openssl/libssl3`, JFrog the distribution,
    /// `debian:bookworm:libssl3`.
    func packages(meantBy vulnerability: KnownVulnerability, in image: AnalyzedImage) -> [Package] {
        let whole = packages(named: vulnerability.package, meantBy: vulnerability, in: image)
        guard whole.isEmpty, let end = vulnerability.package.lastIndex(where: { $0 == "/" || $0 == ":" }) else {
            return whole
        }
        let last = String(vulnerability.package[vulnerability.package.index(after: end)...])
        return packages(named: last, meantBy: vulnerability, in: image)
    }

    private func packages(
        named called: String, meantBy vulnerability: KnownVulnerability, in image: AnalyzedImage
    ) -> [Package] {
        let alike = packages(named: called).filter { package in
            (vulnerability.ecosystem == nil || vulnerability.ecosystem == package.ecosystem)
                && (vulnerability.version.isEmpty || package.hasVersion(vulnerability.version))
        }
        // `openssl` is a package, and the source of others: who names the source has no package of that name.
        let name = InstalledPackages.folded(called)
        let own = alike.filter { InstalledPackages.folded($0.name) == name }
        let fitting = own.isEmpty ? alike : own
        guard fitting.count > 1, !vulnerability.paths.isEmpty else { return fitting }
        let exact = fitting.filter { package in
            let record = image.text(of: package.record)
            return vulnerability.paths.contains { record == $0 || record.hasPrefix($0 + "/") }
        }
        return exact.isEmpty ? fitting : exact
    }

    private static func names(of package: Package) -> Set<String> {
        var names: Set<String> = [folded(package.name)]
        if let source = package.sourceName { names.insert(folded(source)) }
        // A jar without a group is known by its artifact alone.
        if package.ecosystem == .jar, let colon = package.name.lastIndex(of: ":") {
            names.insert(folded(String(package.name[package.name.index(after: colon)...])))
        }
        return names
    }

    /// A name without case, and with one spelling for what parts its words (PEP 503): a key, not a name.
    static func folded(_ name: String) -> String {
        String(decoding: folded(name.utf8), as: UTF8.self)
    }

    /// The same for bytes.
    static func folded(_ name: some Collection<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(name.count)
        for byte in name {
            let isSeparator = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
            if isSeparator {
                if result.last != UInt8(ascii: "-") { result.append(UInt8(ascii: "-")) }
            } else {
                result.append(byte.asciiLowercased)
            }
        }
        return result
    }
}

extension Package {
    /// Whether that is its version, or its source package's, however it is spelled.
    func hasVersion(_ other: String) -> Bool {
        let plain = Package.plain(other)
        return [version, sourceVersion].compactMap(\.self).contains { known in
            known == other || Package.plain(known) == plain
        }
    }

    /// A version without `v` or `go` before it, and without an epoch of 0.
    private static func plain(_ version: String) -> String {
        var text = version[...]
        for prefix in ["go", "v", "0:"] where text.hasPrefix(prefix) { text = text.dropFirst(prefix.count) }
        return String(text)
    }
}
