import Evidence
import FileTree

extension Ecosystem {
    /// WordPress, its plugins and themes.
    public static let wordPress = Ecosystem(rawValue: "wordpress")
}

/// WordPress by `wp-includes/version.php`, its plugins and themes by the comment at the top of their main file
/// (developer.wordpress.org, "Header Requirements").
struct WordPress: PackageSource {
    let ecosystem = Ecosystem.wordPress
    let versionOrder = VersionOrder.php
    let osvNames: [OSVName] = []
    let scannerWords: Set<String> = ["wordpress", "wordpress-plugin", "wordpress-theme"]
    let collectors: [any Collector] = [
        WholeFiles(
            "wordpress",
            FileSelection([.ending("php"), .exactly("style.css")], upTo: 512 << 10) { path, _ in
                WordPress.place(path) != nil
            })
    ]

    func read(into reading: inout PackageReading) { reading.readWordPress() }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        package.name == "wordpress"
            ? PackageURL("generic", package) : PackageURL("wordpress-\(package.section ?? "plugin")", package)
    }

    /// What such a file is of.
    enum Place {
        case core, plugin, theme
    }

    /// What a path is the main file of, by its place; of a plugin it may be any in its directory.
    static func place(_ path: FilePath) -> Place? {
        let parts = path.text.split(separator: "/")
        guard parts.count >= 3 else {
            return path.text == "wp-includes/version.php" ? .core : nil
        }
        let end = parts.suffix(4)
        if end.suffix(2).elementsEqual(["wp-includes", "version.php"]) { return .core }
        guard end.count == 4, end[end.startIndex] == "wp-content" else { return nil }
        switch end[end.startIndex + 1] {
        case "plugins", "mu-plugins": return path.name.hasSuffix(".php") ? .plugin : nil
        case "themes": return path.name == "style.css" ? .theme : nil
        default: return nil
        }
    }

    /// WordPress reads no more of a file for its header, in bytes (`get_file_data`).
    private static let headerLength = 8 << 10

    /// A value of the header: `Plugin Name: Akismet`, behind what comments begin with.
    static func header(_ name: String, in bytes: [UInt8]) -> String? {
        for line in bytes.prefix(headerLength).split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
            let text = String(decoding: line, as: UTF8.self).drop { " \t/*#@".contains($0) }
            guard text.hasPrefix("<?php") || text.lowercased().hasPrefix(name.lowercased() + ":") else { continue }
            let rest = text.hasPrefix("<?php") ? text.dropFirst(5).drop { " \t/*#@".contains($0) } : text
            guard rest.lowercased().hasPrefix(name.lowercased() + ":") else { continue }
            let value = rest.dropFirst(name.count + 1).split(separator: "*/", omittingEmptySubsequences: false)[0]
                .trimmed
            return value.isEmpty ? nil : value
        }
        return nil
    }

    /// `$wp_version = '6.4.2';`
    static func version(ofCore bytes: [UInt8]) -> String? {
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let text = String(decoding: line, as: UTF8.self).trimmed
            guard text.hasPrefix("$wp_version"), text.dropFirst("$wp_version".count).trimmed.hasPrefix("=") else {
                continue
            }
            let parts = text.split(omittingEmptySubsequences: false) { $0 == "'" || $0 == "\"" }
            return parts.count >= 3 && !parts[1].isEmpty ? String(parts[1]) : nil
        }
        return nil
    }
}

extension PackageReading {
    fileprivate mutating func readWordPress() {
        for record in records.all {
            let isCandidate = record.name.name.hasSuffix(".php") || record.name.name == "style.css"
            guard isCandidate, let place = WordPress.place(record.name) else { continue }
            let directory = view.stack.parent(of: record.path)
            let slug = directory.map { String(decoding: view.stack.name(of: $0), as: UTF8.self) } ?? ""
            func wordPress(_ name: String, _ version: String?) -> Package? {
                version.map {
                    Package(ecosystem: .wordPress, name: name, version: $0, record: record.path, layer: record.layer)
                }
            }
            switch place {
            case .core:
                guard let core = wordPress("wordpress", WordPress.version(ofCore: record.bytes)) else { continue }
                let home = directory.flatMap { view.stack.parent(of: $0) }
                // Plugins, themes and uploads are not WordPress's own.
                let own = ["wp-includes", "wp-admin"].compactMap { name in
                    home.flatMap { lookup.find(view.stack.path(of: $0) + Array("/\(name)".utf8)) }
                }
                add(core, everythingIn: own.isEmpty ? [record.path] : own)
            case .plugin, .theme:
                let isPlugin = place == .plugin
                guard WordPress.header(isPlugin ? "Plugin Name" : "Theme Name", in: record.bytes) != nil,
                    var package = wordPress(slug, WordPress.header("Version", in: record.bytes))
                else { continue }
                package.license = WordPress.header("License", in: record.bytes)
                package.section = isPlugin ? "plugin" : "theme"
                add(package, everythingIn: directory.map { [$0] } ?? [])
            }
        }
    }
}
