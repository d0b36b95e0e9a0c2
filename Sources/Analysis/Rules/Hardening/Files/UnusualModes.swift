import Archive
import Evidence
import FileTree

/// What the final tree shows that has a right which few files need: set-uid, set-gid, capabilities, or that anyone may write
/// to it. Several rules are about such files, and find them in one walk.
struct UnusualModes: Deduction {
    /// The files and directories, in the order of their paths.
    let files: [AnalyzedImage.PresentFile]

    /// Walks over the final tree. The mode of a symbolic link says nothing.
    init(of image: AnalyzedImage) {
        files = image.presentFiles(
            where: { $1 != .symbolicLink }, entry: { $0.mode & 0o6002 != 0 || $0.hasCapabilities })
    }
}

extension AnalyzedImage {
    /// The files of these kinds with an unusual mode or capabilities, for which the condition holds.
    func unusualModes(
        of kinds: Set<EntryKind>, where isWanted: (Entry) -> Bool
    ) -> [PresentFile] {
        self[UnusualModes.self].files.filter { kinds.contains($0.entry.kind) && isWanted($0.entry) }
    }
}
