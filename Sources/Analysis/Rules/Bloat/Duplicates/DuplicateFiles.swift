import Evidence
import FileTree

/// The same contents under several paths.
struct DuplicateFiles: ImageRule {
    let rule = Rule(
        id: "duplicate-files", category: .bloat, severity: .medium, title: "The same contents lie under several paths",
        why:
            "A layer stores each file whole, whatever others hold: equal files are pushed and pulled as often as there "
            + "are paths. Copies come from COPY without hard links, from vendored libraries and from tools that install "
            + "twice.",
        remedy:
            "Keep one and link to the others (ln, in the RUN that makes them), or copy only what is needed. COPY makes "
            + "of hard links in the build context separate files: make links after it.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        let groups = image.duplicates.groups.filter { !ModelWeightsTwice.isAbout($0, in: image.stack) }
        let real = groups.filter { !$0.isBlank }
        let items = real.flatMap { DuplicateFiles.extras(of: $0, in: image) }
        let blank = groups.count - real.count
        let largest = real.first.map {
            "\($0.files.count) times \(ByteCount($0.size)) of /\(image.text(of: $0.files[0].path)) is the largest of "
                + "\(real.count) groups, told by XXH3 and size."
        }
        let leftOut =
            blank == 0
            ? nil : "\(blank) groups of files that hold nothing but zeros are left out: they may have been blanked."
        let evidence = [largest, leftOut].compactMap { $0 }.joined(separator: " ")
        return BloatFindings(rule: rule, subject: "duplicate files", image: image)
            .findings(of: items, evidence: evidence)
    }

    /// All files of a group but the one to keep.
    static func extras(of group: DuplicateGroup, in image: AnalyzedImage) -> [Finding.Item] {
        guard let kept = group.files.first else { return [] }
        let note = "same contents as /\(image.text(of: kept.path))"
        return group.files.dropFirst().map {
            Finding.Item(path: $0.path, entry: $0.entry, bytes: group.size, note: note)
        }
    }
}
