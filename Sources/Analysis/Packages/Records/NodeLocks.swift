import OCI

/// The lock files of Node's installers.
enum NodeLocks {
    static let all = [
        LockFile("package-lock.json", isBeside: true, read: npm),
        LockFile("npm-shrinkwrap.json", isBeside: true, read: npm),
        LockFile("yarn.lock", isBeside: true, read: yarn),
        LockFile("pnpm-lock.yaml", isBeside: true, read: pnpm),
    ]

    private struct Document: Decodable {
        var packages: Lenient<[String: Lenient<Entry>]>?
        var dependencies: Lenient<[String: Lenient<Entry>]>?
    }

    private struct Entry: Decodable {
        var name: Lenient<String>?
        var version: Lenient<String>?
        var dev: Lenient<Bool>?
        var link: Lenient<Bool>?
        /// Of version 1: what lies in the package's own `node_modules`.
        var dependencies: Lenient<[String: Lenient<Entry>]>?
    }

    /// Versions 2 and 3 have a path for each package, version 1 a tree.
    @Sendable private static func npm(_ bytes: [UInt8]) -> [LockedPackage] {
        guard let document = try? JSONDocument.decode(Document.self, from: bytes) else { return [] }
        guard let packages = document.packages?.value else { return tree(document.dependencies?.value ?? [:]) }
        let inner = "node_modules/"
        return packages.compactMap { path, entry in
            guard let entry = entry.value, path.hasPrefix(inner) || path.holds("/" + inner), entry.dev?.value != true,
                entry.link?.value != true, let version = entry.version?.value
            else { return nil }
            return LockedPackage(entry.name?.value ?? lastName(path), version)
        }
    }

    /// What stands behind the last `node_modules/`.
    private static func lastName(_ path: String) -> String {
        let parts = path.split(separator: "/")
        let start = parts.lastIndex(of: "node_modules").map { $0 + 1 } ?? 0
        return parts[min(start, parts.count)...].joined(separator: "/")
    }

    private static func tree(_ entries: [String: Lenient<Entry>]) -> [LockedPackage] {
        entries.flatMap { name, entry -> [LockedPackage] in
            guard let entry = entry.value, entry.dev?.value != true else { return [] }
            let own = entry.version?.value.map { [LockedPackage(name, $0)] } ?? []
            return own + tree(entry.dependencies?.value ?? [:])
        }
    }

    /// A line with the packages that are asked for, `"a@^1.0", "a@^1.1":`, and below it `version "1.2.0"`; of Berry also
    /// `resolution: "a@npm:1.2.0"`.
    @Sendable private static func yarn(_ bytes: [UInt8]) -> [LockedPackage] {
        var packages: [LockedPackage] = []
        var (name, version): (String?, String?)
        func take() {
            if let name, let version { packages.append(LockedPackage(name, version)) }
        }
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let text = String(decoding: line, as: UTF8.self)
            if text.hasPrefix("#") { continue }
            if !text.hasPrefix(" ") {
                take()
                let first = text.prefix { $0 != "," }.filter { $0 != "\"" }
                let isOwn = first.holds("@workspace:") || first == "__metadata:"
                (name, version) = (isOwn ? nil : scoped(first), nil)
            } else if text.hasPrefix("  version") {
                version = text.dropFirst("  version".count).filter { !" :\"\r".contains($0) }
            } else if text.hasPrefix("  resolution:"), name != nil {
                name = scoped(text.dropFirst("  resolution:".count).filter { !" \"\r".contains($0) }) ?? name
            }
        }
        take()
        return packages
    }

    /// The name in `@scope/name@npm:^1.0`.
    private static func scoped(_ text: String) -> String? {
        guard let at = text.dropFirst().firstIndex(of: "@") else { return nil }
        return String(text[..<at])
    }

    /// Keys of `packages:`, of the versions of the file: `/a/1.0.0`, `/a@1.0.0(b@2.0.0)`, `a@1.0.0`.
    @Sendable private static func pnpm(_ bytes: [UInt8]) -> [LockedPackage] {
        var packages: [LockedPackage] = []
        var isInPackages = false
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let text = String(decoding: line, as: UTF8.self)
            if !text.hasPrefix(" ") {
                isInPackages = text.trimmed == "packages:"
            } else if isInPackages, text.hasPrefix("    dev: true") {
                _ = packages.popLast()
            } else if isInPackages, text.hasPrefix("  "), !text.hasPrefix("   "), text.trimmed.hasSuffix(":") {
                let key = text.trimmed.dropLast().filter { $0 != "'" && $0 != "\"" }.prefix { $0 != "(" }
                if let package = pnpmPackage(key) { packages.append(package) }
            }
        }
        return packages
    }

    /// Version 5 has the version behind a slash, and those of peers behind an underscore; later ones behind an `@`.
    private static func pnpmPackage(_ key: Substring) -> LockedPackage? {
        let plain = key.hasPrefix("/") ? key.dropFirst() : key
        if key.hasPrefix("/"), let slash = plain.lastIndex(of: "/") {
            let version = plain[plain.index(after: slash)...].prefix { $0 != "_" }
            if version.first?.isNumber == true, !version.contains("@") {
                return LockedPackage(String(plain[..<slash]), String(version))
            }
        }
        guard let place = plain.lastIndex(of: "@"), place > plain.startIndex else { return nil }
        return LockedPackage(String(plain[..<place]), String(plain[plain.index(after: place)...]))
    }
}
