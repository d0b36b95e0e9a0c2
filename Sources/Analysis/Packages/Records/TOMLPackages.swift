/// The packages of a lock file in TOML, as Cargo, Poetry, PDM and uv write them: `[[package]]`, and then one value a line.
struct TOMLPackages {
    private var values: [String: String] = [:]

    /// A value, without its quotes where it is a text; as written otherwise.
    subscript(key: String) -> String? { values[key] }

    /// The package's name and version.
    var locked: LockedPackage { LockedPackage(self["name"] ?? "", self["version"] ?? "") }

    /// All packages. Tables inside of a package are passed over.
    static func all(in bytes: [UInt8]) -> [TOMLPackages] {
        var packages: [TOMLPackages] = []
        var isInPackage = false
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let line = String(decoding: line, as: UTF8.self).trimmed
            if line.hasPrefix("[") {
                isInPackage = line == "[[package]]"
                if isInPackage { packages.append(TOMLPackages()) }
            } else if isInPackage, let equals = line.firstIndex(of: "=") {
                let value = line[line.index(after: equals)...].trimmed
                let isText = value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
                packages[packages.count - 1].values[line[..<equals].trimmed] =
                    isText ? String(value.dropFirst().dropLast()) : value
            }
        }
        return packages
    }
}
