import Evidence

extension PackageURL {
    /// What a package URL says, taken apart (package-url specification, "How to parse a purl string").
    public struct Parts: Sendable, Hashable {
        /// The type of package, in small letters: `deb`, `pypi`, `oci`.
        public let type: String
        /// What stands before the name: a distribution, a group, a scope; empty for none.
        public let namespace: [String]
        /// The name.
        public let name: String
        /// The version; nil for any.
        public let version: String?
        /// What more tells it from others, keys in small letters.
        public let qualifiers: [String: String]

        /// Takes a URL apart; nil for a text that is none.
        public init?(_ text: String) {
            guard text.prefix(4).lowercased() == "pkg:" else { return nil }
            var rest = text.dropFirst(4).prefix { $0 != "#" }.drop { $0 == "/" }
            let query = rest.firstIndex(of: "?").map { rest[rest.index(after: $0)...] }
            rest = rest.prefix { $0 != "?" }
            var version: Substring?
            // A scope of npm may begin with the same sign: that of the version stands behind the last slash.
            if let at = rest.lastIndex(of: "@"), !rest[at...].contains("/") {
                version = rest[rest.index(after: at)...]
                rest = rest[..<at]
            }
            var path = rest.split(separator: "/").map(Parts.decode)
            guard path.count >= 2, let name = path.popLast(), !name.isEmpty else { return nil }
            type = path.removeFirst().lowercased()
            namespace = path
            self.name = name
            self.version = version.map(Parts.decode).flatMap { $0.isEmpty ? nil : $0 }
            qualifiers = Dictionary(
                (query ?? "").split(separator: "&").compactMap { pair in
                    let parts = pair.split(separator: "=", maxSplits: 1)
                    return parts.count == 2 ? (parts[0].lowercased(), Parts.decode(parts[1])) : nil
                }, uniquingKeysWith: { first, _ in first })
        }

        /// Who installs such packages; nil for a type whose packages strata does not list.
        public var ecosystem: Ecosystem? { Ecosystem(scannerWord: type) }

        /// The package's name as its ecosystem spells it: `@scope/name`, `group:artifact`; a distribution's namespace is
        /// no part of it.
        public var packageName: String {
            if namespace.isEmpty || ecosystem?.isSystem == true { return name }
            return (namespace + [name]).joined(separator: type == "maven" ? ":" : "/")
        }

        /// The version as package databases spell it: an RPM's with its epoch.
        public var packageVersion: String? {
            guard type == "rpm", let epoch = qualifiers["epoch"], let version else { return version }
            return version.contains(":") ? version : "\(epoch):\(version)"
        }

        /// Without percent-encoding; bytes that are no UTF-8 are repaired.
        private static func decode(_ text: Substring) -> String {
            var bytes: [UInt8] = []
            var rest = text.utf8[...]
            while let byte = rest.popFirst() {
                let digits = rest.prefix(2)
                if byte == UInt8(ascii: "%"), digits.count == 2,
                    let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
                {
                    bytes.append(value)
                    rest = rest.dropFirst(2)
                } else {
                    bytes.append(byte)
                }
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
