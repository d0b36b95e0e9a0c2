import Evidence
import FileTree
import Packages

/// Finds shared objects in the final tree as ld.so(8) does.
struct SharedObjectSearch {
    /// Directories after the object's own: `LD_LIBRARY_PATH`, those that `etc/ld.so.conf` lists, the default ones.
    private let directories: [String]
    private var found: [String: PathID?] = [:]

    /// Directories built into the loaders of Debian, Alpine and others.
    private static func defaults(_ architecture: String) -> [String] {
        let triples = [
            "amd64": "x86_64-linux-gnu", "arm64": "aarch64-linux-gnu", "arm": "arm-linux-gnueabihf",
            "386": "i386-linux-gnu", "ppc64le": "powerpc64le-linux-gnu", "s390x": "s390x-linux-gnu",
            "riscv64": "riscv64-linux-gnu",
        ]
        let triple = triples[architecture].map { ["lib/\($0)", "usr/lib/\($0)"] } ?? []
        return triple + ["lib64", "usr/lib64", "lib", "usr/lib", "usr/local/lib"]
    }

    init(_ image: AnalyzedImage) {
        let environment = image.image.config.config.environment
        let named = environment.first { $0.hasPrefix("LD_LIBRARY_PATH=") }?.dropFirst("LD_LIBRARY_PATH=".count) ?? ""
        let configured = SharedObjectSearch.configured(in: image)
        let defaults = SharedObjectSearch.defaults(image.image.platform.architecture)
        directories = named.split(separator: ":").map(String.init) + configured + defaults
    }

    /// The directories that `etc/ld.so.conf` lists: what lies there is found by the cache that ldconfig(8) writes.
    static func configured(in image: AnalyzedImage) -> [String] {
        guard let view = image.view else { return [] }
        let parts = view.stack.find(Array("etc/ld.so.conf.d".utf8)).map { view.stack.children(of: $0) } ?? []
        let files = ["etc/ld.so.conf"] + parts.map { image.text(of: $0) }.sorted()
        return files.flatMap { file in
            String(decoding: image.contents.bytes(at: file, in: view) ?? [], as: UTF8.self)
                .split(whereSeparator: \.isNewline).map(\.trimmed).filter { $0.hasPrefix("/") }
        }
    }

    /// The file that a needed name leads to; nil where the tree has none.
    ///
    /// - Parameters:
    ///   - name: `DT_NEEDED`, a name or a path.
    ///   - object: What needs it.
    ///   - origin: The directory of that object, for `$ORIGIN`.
    mutating func find(
        _ name: String, neededBy object: Executable, in origin: String, _ lookup: inout FileLookup
    ) -> PathID? {
        if name.contains("/") { return lookup.file(name) }
        for path in object.runPaths {
            let place = SharedObjectSearch.expand(path, origin: origin)
            if let file = lookup.file("\(place)/\(name)") { return file }
        }
        return find(name, &lookup)
    }

    /// The file of that name in the directories that all objects are looked for in.
    mutating func find(_ name: String, _ lookup: inout FileLookup) -> PathID? {
        if let known = found[name] { return known }
        let file = directories.lazy.compactMap { [lookup] directory in
            var lookup = lookup
            return lookup.file("\(directory)/\(name)")
        }.first
        found[name] = .some(file)
        return file
    }

    private static func expand(_ path: String, origin: String) -> String {
        for variable in ["$ORIGIN", "${ORIGIN}"] where path.hasPrefix(variable) {
            return origin + path.dropFirst(variable.count)
        }
        return path
    }
}
