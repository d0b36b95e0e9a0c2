import Explorer
import FoundationEssentials

/// A path as the user types it: `~` is the home directory.
enum TypedPath {
    /// The path with the home directory written out.
    static func expanded(_ text: String) -> String {
        guard text == "~" || text.hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"] else {
            return text
        }
        return home + text.dropFirst()
    }

    /// What begins as the text does: directories, with a slash at their ends, and where images are wanted files that may
    /// be some; hidden ones where a dot is typed.
    static func completions(of text: String, to completion: Effect.Completion) -> [String] {
        if text == "~" { return ["~/"] }
        let end = text.lastIndex(of: "/").map(text.index(after:)) ?? text.startIndex
        let (above, start) = (String(text[..<end]), text[end...])
        let directory = above.isEmpty ? "." : expanded(above)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.sorted().filter { $0.hasPrefix(start) && (start.hasPrefix(".") || !$0.hasPrefix(".")) }
            .compactMap { name in
                switch FoundFile(directory + "/" + name).kind {
                case .directory, .imageDirectory: above + name + "/"
                case .archive where completion == .images: above + name
                case .archive, .other: nil
                }
            }
    }
}
