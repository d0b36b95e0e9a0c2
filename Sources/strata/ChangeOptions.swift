import ArgumentParser
import Dockerfile
import FileTree
import ImageAnalysis
import ImageStore
import Reporting

/// What the user wants to know of changes.
struct ChangeOptions: ParsableArguments {
    @ArgumentParser.Flag(help: "Tell what a change of each RUN, COPY and ADD rebuilds, pushes and pulls.")
    var changes = false

    @Option(
        help: ArgumentHelp("Tell what a build of this Dockerfile does again after one of the other.", valueName: "path")
    )
    var edited: String?

    @Option(
        help: ArgumentHelp(
            "Tell what a build does again where this file of the build context is new.", valueName: "path"))
    var changed: [String] = []

    @Option(help: "Whose cache: buildkit, buildah or classic. If not said, that of the image's builder.")
    var builder: BuildEngine?

    /// Whether anything is asked.
    var areWanted: Bool { changes || asksOfEdit }

    private var asksOfEdit: Bool { edited != nil || !changed.isEmpty }

    /// What changes cost; nil where nobody asks.
    func answers(on stages: ImageStages, _ opened: LoadedImage?, _ dockerfile: DockerfileOptions) throws(Failure)
        -> ChangeAnswers?
    {
        guard areWanted else { return nil }
        let costs = ChangeCosts(of: stages, by: builder)
        let report = ChangesReport(
            costs, in: stages, stack: opened?.stack, sizes: changes ? opened.map { CompressedSizes(of: $0.image) } : nil
        )
        var rebuild: Rebuild?
        if asksOfEdit {
            let path = stages.path ?? dockerfile.dockerfile
            rebuild = costs.rebuild(
                try edited.map(document), files: changed, ignored: path.flatMap { LintedFile.ignored(besides: $0) })
        }
        return ChangeAnswers(report: report, hasCosts: changes, rebuild: rebuild)
    }

    private func document(_ path: String) throws(Failure) -> DockerfileDocument {
        do {
            return try DockerfileSource(reading: path).document
        } catch {
            throw .usage("--edited: \(error.message)")
        }
    }
}

/// What was asked of changes, answered.
struct ChangeAnswers {
    let report: ChangesReport
    let hasCosts: Bool
    let rebuild: Rebuild?

    func text(width: Int?, palette: TextStyle.Palette) -> String {
        let parts = [
            rebuild.map { report.text(of: $0, width: width, palette: palette) },
            hasCosts ? report.text(width: width, palette: palette) : nil,
        ]
        return parts.compactMap(\.self).joined(separator: "\n")
    }

    var json: JSONValue {
        var json: JSONValue = .object([])
        if hasCosts { json.add(["changes": report.json]) }
        if let rebuild { json.add(["rebuild": report.json(of: rebuild)]) }
        return json
    }
}

extension BuildEngine: ExpressibleByArgument {}

extension ImageStages {
    /// The file that the Dockerfile was read from; nil where it was in no file.
    var path: String? {
        switch source {
        case .given(let path), .found(let path): path
        case .provenance, nil: nil
        }
    }
}
