import Archive
import Evidence
import FileTree

/// Programs that run as their owner, whoever calls them.
struct SetIDRule: ImageRule {
    let rule = Rule(
        id: "set-id-files", category: .hardening, severity: .medium, title: "Programs have the set-uid or set-gid bit",
        why: "Such a program runs with its owner's rights whoever calls it: a flaw in it makes a plain user root. "
            + "Containers hardly ever need one.",
        remedy: "Take the bits off where nothing needs them: RUN chmod a-s FILE, in the RUN that installs it; or run "
            + "with no-new-privileges.",
        knownAs: ["CIS-DI-0008"])

    func findings(in image: AnalyzedImage) -> [Finding] {
        let files = image.unusualModes(of: [.regularFile, .hardLink]) { $0.mode & 0o6000 != 0 }
        let ofBase = files.filter { image.isBase(layer: $0.reference.layer) }
        let own = files.filter { !image.isBase(layer: $0.reference.layer) }
        return [
            finding(in: image, own, where: image.stages.baseLayers.isEmpty ? "" : " in the image's own layers", nil),
            finding(in: image, ofBase, where: " in the base image", .low),
        ].compactMap(\.self)
    }

    private func finding(
        in image: AnalyzedImage, _ files: [AnalyzedImage.PresentFile], where place: String, _ severity: Severity?
    ) -> Finding? {
        guard !files.isEmpty else { return nil }
        let count = files.count == 1 ? "1 program has" : "\(files.count) programs have"
        return image.finding(
            rule, title: "\(count) the set-uid or set-gid bit\(place)", severity: severity, files: files,
            remedy: "Take them off where nothing needs them: RUN chmod a-s "
                + files.prefix(12).map { image.absoluteText(of: $0.path) }.joined(separator: " ")
                + (files.count > 12 ? " …" : ""),
            note: SetIDRule.note)
    }

    /// What the bits give: `set-uid of 0`.
    private static func note(_ file: AnalyzedImage.PresentFile) -> String {
        let user = file.entry.mode & 0o4000 != 0 ? "set-uid \(file.entry.userID)" : nil
        let group = file.entry.mode & 0o2000 != 0 ? "set-gid \(file.entry.groupID)" : nil
        return [user, group].compactMap(\.self).joined(separator: ", ")
    }
}
