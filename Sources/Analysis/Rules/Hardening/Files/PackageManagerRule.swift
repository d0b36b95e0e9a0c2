import Archive
import Evidence

/// Programs that install programs are in the image.
struct PackageManagerRule: ImageRule {
    let rule = Rule(
        id: "package-manager", category: .hardening, severity: .info, title: "Package managers are in the image",
        why: "Whoever breaks in has tools at hand to install more, and a running service installs nothing.",
        remedy: "Build in one stage and copy the result into a base without a package manager: distroless, scratch, "
            + "or a chiselled image.")

    private static let programs = [
        "apt-get", "apt", "dpkg", "apk", "dnf", "microdnf", "yum", "rpm", "zypper", "pacman", "opkg", "pip", "pip3",
        "npm", "yarn", "gem", "conda", "mamba", "uv", "poetry",
    ]

    func findings(in image: AnalyzedImage) -> [Finding] {
        let files = ProgramsInPath.files(named: PackageManagerRule.programs, in: image)
        guard !files.isEmpty else { return [] }
        let count = files.count == 1 ? "A package manager is" : "\(files.count) package managers are"
        return [image.finding(rule, title: "\(count) in the image", files: files)]
    }
}

/// Programs of known names in the directories of PATH.
enum ProgramsInPath {
    /// Those that are there, in the order of the names; each file once, under its first name.
    static func files(named names: [String], in image: AnalyzedImage) -> [AnalyzedImage.PresentFile] {
        let directories = image.searchDirectories
        var seen: Set<Int> = []
        return names.compactMap { name in
            let file = directories.lazy.compactMap { image.file(at: $0 + "/" + name) }.first
            guard let file, file.entry.kind != .directory, seen.insert(file.path.index).inserted else { return nil }
            return file
        }
    }
}
