extension Executable {
    /// The kernel reads no more of a script's first line, in bytes (Linux, `BINPRM_BUF_SIZE`).
    static let maximumScriptLine = 256

    /// The interpreter that a script's first line names (execve(2)); nil when the line names none.
    ///
    /// - Parameter start: The file's first bytes.
    init?(scriptStartingWith start: ArraySlice<UInt8>) {
        let line = start.prefix(Executable.maximumScriptLine).prefix { $0 != 0x0a }
        guard line.starts(with: [0x23, 0x21]) else { return nil }
        let words = String(decoding: line.dropFirst(2), as: UTF8.self)
            .split(maxSplits: 1) { $0 == " " || $0 == "\t" || $0 == "\r" }
        guard let path = words.first, path.hasPrefix("/") else { return nil }
        kind = .script
        interpreter = String(path)
        let argument = words.dropFirst().first.map { text in
            String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { " \t\r".contains($0) }.reversed())
        }
        interpreterArgument = argument?.isEmpty == false ? argument : nil
    }
}
