import ArgumentParser

/// A format, and the file that it goes to; nil for where `-o` says.
struct FormatRequest: ExpressibleByArgument, Equatable {
    var format: FindingFormat
    var path: String?

    init(_ format: FindingFormat, path: String? = nil) {
        (self.format, self.path) = (format, path)
    }

    /// Reads `sarif` or `sarif=FILE`.
    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let format = parts.first.flatMap({ FindingFormat(rawValue: String($0)) }), parts.last != "" else {
            return nil
        }
        self.init(format, path: parts.count > 1 ? String(parts[1]) : nil)
    }

    static let allValueStrings = FindingFormat.allCases.map(\.rawValue)
}

/// In which formats a report is written, and where to.
struct FormatOptions: ParsableArguments {
    @Option(help: FindingFormat.help) var format: [FormatRequest] = []
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard format.count(where: { $0.path == nil }) <= 1 else {
            throw ValidationError(
                "only one --format goes to one place: name a file for the others, such as sarif=a.sarif")
        }
        let paths = format.compactMap(\.path) + [output.output].compactMap(\.self)
        guard Set(paths).count == paths.count else { throw ValidationError("two formats cannot go to one file") }
        if output.output != nil, !format.isEmpty, format.allSatisfy({ $0.path != nil }) {
            throw ValidationError("-o takes a --format without a file, and all have one")
        }
    }

    /// Writes the documents in each format.
    ///
    /// - Returns: What a format leaves out, one sentence each.
    func write(_ documents: ReportDocuments, _ settings: ProjectSettings) throws -> [String] {
        let settled = settings.value(.format, or: nil, FindingFormat.init(rawValue:))?.value
        let requests = format.isEmpty ? [FormatRequest(settled ?? .table)] : format
        // All are opened before one is written, so that a wrong name costs none.
        let outputs = try requests.map { try Output(path: $0.path ?? output.output) }
        var remarks: [String] = []
        for (request, output) in zip(requests, outputs) {
            let palette = self.output.palette(for: output)
            let (text, left) = documents.text(request.format, width: output.width, palette: palette)
            try output.write(text)
            try output.finish()
            remarks += left
        }
        return remarks
    }
}
