import Dockerfile
import Evidence
import FileTree
import Packages
import Rules

/// Which files of the image's own layers its author made: the rest comes with packages, or their installation makes it
/// anew, so that a final stage which installs the packages has it without a copy.
struct AuthoredFiles {
    private let image: AnalyzedImage
    /// Layers whose instruction does nothing but install packages.
    private let layersOfPackages: Set<Int>
    /// What all `RUN`s say.
    private let scripts: String
    /// Whether one layer holds all: then a package's link looks like the author's.
    private let isOne: Bool

    init(of image: AnalyzedImage) {
        self.image = image
        let steps = image.recipe.steps
        let isOne = OneLayer(of: image).isWhole
        self.isOne = isOne
        layersOfPackages = Set(
            steps.filter { $0.onlyInstallsPackages && !isOne }.compactMap(\.layer))
        scripts = steps.filter { $0.instruction.keyword == .run }.map(\.instruction.text).joined(separator: "\n")
    }

    /// Whether the author made what an entry of the final tree is.
    func contains(_ path: PathID, _ entry: EntryReference) -> Bool {
        guard !image.isBase(layer: entry.layer) else { return false }
        let text = image.text(of: path)
        if let owner = image.packages.owner(of: path), owner.ecosystem.isSystem {
            return isChanged(text, entry, of: owner)
        }
        guard SystemPlaces.contains(text) else { return true }
        if let link = linkTarget(entry), SystemPlaces.contains(link), isOne || link.hasPrefix("etc/alternatives/") {
            return isSaid(text)
        }
        guard !PackageRecords.contains(text), !SystemPlaces.isTransient(text) else { return false }
        if isSaid(text) || isBelowSaid(text) { return true }
        return !SystemPlaces.isMadeAnew(text) && !layersOfPackages.contains(entry.layer) && !isByteCode(path)
    }

    /// Where a symbolic link leads, without a leading slash; a relative one lies where the link does. Nil for other entries.
    private func linkTarget(_ reference: EntryReference) -> String? {
        let entry = image.stack.entry(reference)
        guard entry.kind == .symbolicLink else { return nil }
        let target = String(decoding: entry.linkTarget, as: UTF8.self)
        return target.hasPrefix("/") ? String(target.drop { $0 == "/" }) : "usr/" + target
    }

    /// Whether a package's file is not as the package brought it. Where one layer holds all, only a path that an
    /// instruction names can be told.
    private func isChanged(_ text: String, _ entry: EntryReference, of owner: Package) -> Bool {
        guard !layersOfPackages.contains(entry.layer), !SystemPlaces.isMadeAnew(text) else { return false }
        return owner.layer < entry.layer || text.hasPrefix("etc/") && isSaid(text)
    }

    /// Byte code of a package's module: the package's script writes it.
    private func isByteCode(_ path: PathID) -> Bool {
        guard let source = image.source(ofByteCode: path) else { return false }
        return image.packages.owner(of: source)?.ecosystem.isSystem == true
    }

    /// Whether an instruction names the directory of a service's data, `/var/lib/NAME`, that a path lies in.
    private func isBelowSaid(_ text: String) -> Bool {
        let parts = text.split(separator: "/")
        guard parts.count > 3, parts[0] == "var" else { return false }
        return isSaid(parts.prefix(3).joined(separator: "/"))
    }

    /// Whether an instruction names a path.
    func isSaid(_ path: String) -> Bool { scripts.names("/" + path) }
}

extension String {
    /// Whether a text names a path: what follows it is no part of a longer name.
    func names(_ path: String) -> Bool {
        // Most texts do not have it anywhere, which is told faster.
        guard !path.isEmpty, holds(path) else { return false }
        return utf8.ranges(of: path.utf8).contains { range in
            guard range.upperBound < utf8.endIndex else { return true }
            let next = utf8[range.upperBound]
            let isPart =
                next == UInt8(ascii: "_") || next == UInt8(ascii: "-") || next == UInt8(ascii: ".")
                || (0x30...0x39).contains(next) || (0x41...0x5a).contains(next) || (0x61...0x7a).contains(next)
            return !isPart
        }
    }
}

extension BuildRecipe.Step {
    /// Whether it installs packages of the system, cleans up after that, and does nothing else.
    var onlyInstallsPackages: Bool {
        guard commands.contains(where: \.installsSystemPackages) else { return false }
        let others: Set<String> = ["rm", "set", "true", ":", "export", "echo", "mkdir", "dpkg", "apt-mark", "find", ""]
        return commands.allSatisfy { $0.installsSystemPackages || others.contains($0.name) }
            && commands.allSatisfy { $0.redirections.allSatisfy { $0.target.text == "/dev/null" } }
    }
}
