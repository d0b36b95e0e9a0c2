import Evidence
import FileTree

extension Ecosystem {
    /// Nix's packages.
    public static let nix = Ecosystem(rawValue: "nix")
}

/// Nix's packages, by the names of their places: `/nix/store/HASH-NAME-VERSION` (Nix manual, "Store path").
struct Nix: PackageSource {
    let ecosystem = Ecosystem.nix
    let versionOrder = VersionOrder.rpm
    let osvNames: [OSVName] = []
    let scannerWords: Set<String> = ["nix", "nixos", "nixpkgs"]
    let collectors: [any Collector] = []

    func read(into reading: inout PackageReading) { reading.readNix() }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL { PackageURL("nix", package) }

    /// What a store path's name says.
    struct StoreName: Equatable {
        let hash: String
        let name: String
        let version: String
        let output: String?

        private static let outputs: Set<String> = [
            "bin", "dev", "lib", "man", "doc", "info", "static", "devdoc", "debug", "devman", "py", "data", "dist",
        ]
        private static let digits = Set("0123456789abcdfghijklmnpqrsvwxyz")

        /// Reads a name; nil for one without a version, such as a source or a hook, and for build instructions.
        ///
        /// The version begins behind the first hyphen that no letter follows (`builtins.parseDrvName`).
        init?(_ text: String) {
            guard text.utf8.count > 34, text.utf8.count <= 255, !text.hasSuffix(".drv") else { return nil }
            hash = String(text.prefix(32))
            let rest = text.dropFirst(32)
            guard hash.allSatisfy(StoreName.digits.contains), rest.first == "-" else { return nil }
            let words = rest.dropFirst().split(separator: "-", omittingEmptySubsequences: false).map(String.init)
            guard let start = words.indices.dropFirst().first(where: { words[$0].first?.isNumber == true }) else {
                return nil
            }
            let last = words.count - 1 > start && StoreName.outputs.contains(words[words.count - 1]) ? words.last : nil
            output = last
            name = words[..<start].joined(separator: "-")
            version = words[start...].dropLast(last == nil ? 0 : 1).joined(separator: "-")
            guard !name.isEmpty,
                !["tar", ".gz", ".xz", ".bz2", ".zip", ".patch", ".diff", ".tgz"].contains(where: version.hasSuffix)
            else { return nil }
        }
    }
}

extension PackageReading {
    fileprivate mutating func readNix() {
        guard let store = lookup.find(Array("nix/store".utf8)) else { return }
        for path in view.stack.children(of: store) where view.isPresent(path) {
            guard let name = Nix.StoreName(String(decoding: view.stack.name(of: path), as: UTF8.self)) else { continue }
            // A directory that no layer has an entry for came with the first of its files.
            let layer =
                view.entry(of: path)?.layer
                ?? view.stack.children(of: path).lazy
                .compactMap { [view] in view.isPresent($0) ? view.entry(of: $0)?.layer : nil }.first
            var package = Package(
                ecosystem: .nix, name: name.name, version: name.version, record: path, layer: layer ?? 1)
            package.qualifiers["outputhash"] = name.hash
            package.qualifiers["output"] = name.output
            package.evidence = .path
            add(package, everythingIn: [path])
        }
    }
}
