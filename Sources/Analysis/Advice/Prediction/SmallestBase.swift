import Evidence
import FileTree
import Packages

/// A base without a shell and a package manager that would do for what runs, and the size with it: for those who can do
/// without both. It is said beside the advice, for nothing can be installed into it.
struct SmallestBase {
    /// A reference to start from.
    let reference: String
    /// The image's size then, in bytes; exact for `scratch`.
    let bytes: Int64
    /// What it rests on.
    let evidence: String

    /// One of the distroless images: what it is made of, by its public build files, and how large it is unpacked. Nobody
    /// publishes that: it is what Debian 12's index (amd64) says of these packages as `Installed-Size`, on top of the
    /// 2 MiB that distroless's README names for `static-debian12`.
    private struct Flavour {
        let name: String
        let bytes: Int64
        /// The packages that it has beyond those of smaller ones.
        let packages: Set<String>
    }

    private static let flavours: [Flavour] = [
        Flavour(name: "base", bytes: 21_600_000, packages: ["libc6", "libssl3"]),
        Flavour(name: "cc", bytes: 24_900_000, packages: ["libgcc-s1", "libgomp1", "libstdc++6"]),
    ]
    private static let python = Flavour(
        name: "python3", bytes: 53_700_000,
        packages: [
            "libbz2-1.0", "libcom-err2", "libcrypt1", "libdb5.3", "libexpat1", "libffi8", "liblzma5", "libncursesw6",
            "libnsl2", "libpython3-stdlib", "libpython3.11-minimal", "libpython3.11-stdlib", "libreadline8",
            "libsqlite3-0", "libtinfo6", "libtirpc-common", "libtirpc3", "libuuid1", "media-types", "python3",
            "python3-minimal", "python3.11", "python3.11-minimal", "readline-common", "zlib1g",
        ])

    /// Nil where what runs needs a shell, or a package that none of them has, or that base is advised already.
    ///
    /// - Parameters:
    ///   - kept: The entries that stay.
    ///   - after: The size that is advised.
    init?(
        for image: AnalyzedImage, closure: RuntimeClosure, variant: SmallerBase?, kept: EntrySet,
        after: Int64
    ) {
        guard variant?.isScratch != true, !closure.start.isShellForm || closure.start.plainCommand != nil,
            !closure.start.checksByShell, closure.isComplete
        else { return nil }
        let own = SmallestBase.ownBytes(image, kept)
        if closure.isStatic {
            (reference, bytes, evidence) = ("scratch", own, "what runs is linked statically")
        } else {
            guard image.packages.distribution?.codename == "bookworm",
                let flavour = SmallestBase.flavour(for: image, closure)
            else { return nil }
            reference = "gcr.io/distroless/\(flavour.name)-debian12"
            bytes = flavour.bytes.addingSaturated(own)
            evidence =
                "it has the libraries that what runs is linked with; its own size, about \(flavour.bytes / 1_000_000) MB, "
                + "is what Debian's index says of its packages, and not looked up"
        }
        guard bytes < after else { return nil }
    }

    /// The bytes that stay of files that are no package's and not the base's.
    private static func ownBytes(_ image: AnalyzedImage, _ kept: EntrySet) -> Int64 {
        let authored = AuthoredFiles(of: image)
        return kept.reduce(0) { sum, entry in
            guard let path = image.stack.path(of: entry), authored.contains(path, entry) else { return sum }
            return sum.addingSaturated(image.stack.entry(entry).size)
        }
    }

    private static func flavour(for image: AnalyzedImage, _ closure: RuntimeClosure) -> Flavour? {
        let beyond = closure.packages.filter { package, reason in
            guard package.ecosystem.isSystem, !SystemPackages.data.contains(package.name) else { return false }
            return !closure.minimal.contains(package.name)
                || closure.linkedByOwnFiles.contains(package)
        }
        let names = Set(beyond.keys.map(\.name)).filter { !$0.hasPrefix("gcc-") && $0 != "openssl" }
        if closure.runsCompiledPrograms {
            var has: Set<String> = []
            for flavour in flavours {
                has.formUnion(flavour.packages)
                if names.isSubset(of: has) { return flavour }
            }
            return nil
        }
        guard closure.pythonName == "python3", closure.started.count == 1 else { return nil }
        let has = flavours.reduce(python.packages) { $0.union($1.packages) }
        return names.isSubset(of: has) ? python : nil
    }
}
