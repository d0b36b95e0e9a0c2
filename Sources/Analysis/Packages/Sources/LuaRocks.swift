import Evidence
import FileTree

extension Ecosystem {
    /// Lua's rocks.
    public static let luaRocks = Ecosystem(rawValue: "luarocks")
}

/// Lua's rocks, by what LuaRocks keeps of each: `rocks-5.4/NAME/VERSION/NAME-VERSION.rockspec`, and `rock_manifest` beside
/// it with the files that it put into the tree (luarocks, "Rocks repositories").
struct LuaRocks: PackageSource {
    let ecosystem = Ecosystem.luaRocks
    let versionOrder = VersionOrder.rpm
    let osvNames: [OSVName] = []
    let scannerWords: Set<String> = ["luarocks", "lua", "lua-rocks"]
    let collectors: [any Collector] = [
        WholeFiles(
            "luarocks",
            FileSelection([.exactly("rock_manifest"), .ending("rockspec")], upTo: 1 << 20) { path, _ in
                path.contains("luarocks") || path.text.holds("/rocks-5.")
            })
    ]

    func read(into reading: inout PackageReading) { reading.readRocks() }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        PackageURL("luarocks", [package.name.lowercased()], version: package.version)
    }

    /// The files of a manifest by their parts, `["lua", "a", "b.lua"]`: tables of sums in tables, one entry a line.
    /// Files for which there is no more room are left out.
    fileprivate static func files(in manifest: [UInt8], within budget: inout RecordBudget) -> [[String]] {
        var files: [[String]] = []
        var directories: [String] = []
        for line in manifest.split(separator: UInt8(ascii: "\n")) {
            let line = String(decoding: line, as: UTF8.self).trimmed
            if line.hasPrefix("}") {
                if directories.isEmpty { break }
                directories.removeLast()
            } else if let equals = line.lastIndex(of: "=") {
                let key = String(line[..<equals].filter { !"[]\"".contains($0) }).trimmed
                if line.hasSuffix("{") {
                    guard directories.count < 64 else { return files }
                    directories.append(key)
                } else if directories.first == "rock_manifest",
                    budget.take(directories.reduce(key.utf8.count) { $0 + 16 + $1.utf8.count })
                {
                    files.append(directories.dropFirst() + [key])
                }
            }
        }
        return files
    }

    /// The first text behind a name: `license = "MIT"`.
    fileprivate static func license(in specification: String) -> String? {
        for line in specification.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].trimmed == "license" else { continue }
            return quoted(parts[1]).first
        }
        return nil
    }

    /// The names in `dependencies = { "lua >= 5.1", "lpeg" }`, Lua's own apart.
    fileprivate static func dependencies(in specification: String) -> [String] {
        guard
            let start = specification.split(separator: "\n").firstIndex(where: { $0.trimmed.hasPrefix("dependencies") })
        else { return [] }
        let text = specification.split(separator: "\n")[start...].joined(separator: "\n").prefix { $0 != "}" }
        return quoted(text).compactMap { $0.split(separator: " ").first.map(String.init) }.filter { $0 != "lua" }
    }

    private static func quoted(_ text: Substring) -> [String] {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "\"" || $0 == "'" }
        return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
    }
}

extension PackageReading {
    fileprivate mutating func readRocks() {
        for record in records.all where record.name.name.hasSuffix(".rockspec") {
            let directory = record.name.directory
            let parts = directory.split(separator: "/").map(String.init)
            // A rockspec elsewhere is a source's.
            guard parts.count >= 3, parts[parts.count - 3].hasPrefix("rocks"),
                record.name.name == "\(parts[parts.count - 2])-\(parts[parts.count - 1]).rockspec"
            else { continue }
            var package = Package(
                ecosystem: .luaRocks, name: parts[parts.count - 2], version: parts[parts.count - 1],
                record: record.path, layer: record.layer)
            let text = String(decoding: record.bytes, as: UTF8.self)
            package.license = LuaRocks.license(in: text)
            package.dependencies = LuaRocks.dependencies(in: text)
            let manifest = takeList("\(directory)/rock_manifest")
            add(package, files: [record.path] + rockFiles(manifest, in: parts))
        }
    }

    /// What a manifest's `lua`, `lib` and `bin` are in the tree; all else lies with the rock.
    private mutating func rockFiles(_ manifest: RecordFile?, in rock: [String]) -> [PathID] {
        guard let manifest else { return [] }
        // `PREFIX/lib/luarocks/rocks-5.4/NAME/VERSION`
        let prefix = rock.dropLast(5).map { $0 + "/" }.joined()
        let version = rock[rock.count - 3].split(separator: "-").last.map(String.init) ?? ""
        let trees = ["lua": "share/lua/\(version)", "lib": "lib/lua/\(version)", "bin": "bin"]
        var budget = RecordBudget(record: manifest.bytes.count)
        let parts = LuaRocks.files(in: manifest.bytes, within: &budget)
        warn(ofCut: manifest.path, budget)
        let own = parts.compactMap { parts -> PathID? in
            guard let first = parts.first else { return nil }
            let place =
                trees[first].map { prefix + ([$0] + parts.dropFirst()).joined(separator: "/") }
                ?? (rock + parts).joined(separator: "/")
            return lookup.find(Array(place.utf8))
        }
        return [manifest.path] + own
    }
}
