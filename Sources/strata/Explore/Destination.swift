import FoundationEssentials

/// A directory as the user types it: `~` is the home directory.
enum Destination {
    /// The directory with the home directory written out.
    static func expanded(_ text: String) -> String {
        guard text == "~" || text.hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"] else {
            return text
        }
        return home + text.dropFirst()
    }

    /// The directories that begin as the text does, with a slash at their ends; hidden ones where a dot is typed.
    static func completions(of text: String) -> [String] {
        if text == "~" { return ["~/"] }
        let end = text.lastIndex(of: "/").map(text.index(after:)) ?? text.startIndex
        let (above, start) = (String(text[..<end]), text[end...])
        let directory = above.isEmpty ? "." : expanded(above)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.sorted().filter { name in
            guard name.hasPrefix(start), start.hasPrefix(".") || !name.hasPrefix(".") else { return false }
            var isDirectory = false
            let isThere = FileManager.default.fileExists(atPath: directory + "/" + name, isDirectory: &isDirectory)
            return isThere && isDirectory
        }.map { above + $0 + "/" }
    }
}
