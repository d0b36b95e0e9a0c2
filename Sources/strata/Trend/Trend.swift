import ArgumentParser
import DisplayText
import ImageAnalysis
import Reporting

/// `strata trend`: how an image grows from build to build.
struct Trend: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keep a history of builds in a file, and say which build, line and package made the image grow.",
        discussion: """
            The file has a line a build, in JSON; lines are only added, so that a repository can keep it. The same build \
            is the same line.
            """,
        subcommands: [Add.self, Show.self])

    /// `strata trend add`.
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a build to the file.")

        @Argument(help: "An archive, a directory, - for standard input, docker:NAME, podman:NAME or nerdctl:NAME.")
        var image: String
        @Option(help: "The history; it is made where it is not there.") var file: String
        @Option(help: "What the build is called: a number, a commit; the image's name if not said.") var label: String?
        @Option(help: "The day of the build, 2026-11-30.") var date: String?
        @OptionGroup var judging: JudgingOptions
        @OptionGroup var config: SettingsOptions
        @OptionGroup var messages: MessageOptions

        func validate() throws {
            if let date, !IgnoreList.isDay(date) { throw ValidationError("--date is a day such as 2026-11-30") }
            if label?.isEmpty == true { throw ValidationError("--label is not empty") }
        }

        func run() throws {
            let settings = try config.settings()
            let history = try TrendFile(file)
            let judged = try JudgedImage(image, judging, settings, messages, request: try judging.request(settings))
            judged.warn(messages)
            try judged.analysis.loaded.requireComplete()
            let report = judged.report
            let record = BuildRecord(
                report, packages: judged.analysis.image.packages, label: label ?? report.subject, date: date)
            let isNew = try history.append(record)
            let growth = BuildGrowth(from: history.builds.last, to: record)
            let output = try Output(path: nil)
            let change = growth.before == nil ? "" : ", \(ByteCount(growth.delta).signed)"
            let what = "\(Printable.escape(record.label)): \(ByteCount(record.size))\(change)"
            try output.write(isNew ? "\(what)\n" : "\(what), there already\n")
            try output.finish()
        }
    }

    /// `strata trend show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the builds of the file, and what caused the largest growth.",
            discussion: "Exit status 1 where the last build is larger than the one before by more than --max-growth.")

        enum Format: String, ExpressibleByArgument, CaseIterable {
            case table, json
        }

        @Option(help: "The history.") var file: String
        @Option(help: "The build to take apart, by its label; the one that grew most if not said.") var build: String?
        @Option(help: "So many instructions and packages are told.") var limit = 5
        @Option(help: "table or json.") var format: Format = .table
        @Option(
            help: ArgumentHelp(
                "Fail when the last build is larger by more than the one before: 5MB, 2%, or off.", valueName: "size|%"),
            transform: AmountLimit.parse)
        var maxGrowth: AmountLimit?
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if limit < 0 { throw ValidationError("--limit is a number from 0") }
        }

        func run() throws {
            let history = try TrendFile(file)
            guard history.exists else { throw Failure.usage("\(file) is not there: strata trend add makes it") }
            let report = TrendReport(history.builds, label: build, limit: limit)
            if let build, report.shown?.build.label != build {
                throw Failure.usage("\(file) has no build \(build)")
            }
            let output = try Output(path: output.output)
            switch format {
            case .table: try output.write(report.text(width: output.width, palette: self.output.palette(for: output)))
            case .json: try output.write(json: report.json)
            }
            try output.finish()
            try requireSmallGrowth(report.growths.last)
        }

        private func requireSmallGrowth(_ growth: BuildGrowth?) throws(Failure) {
            guard let amount = maxGrowth?.value, let growth, let before = growth.before?.size else { return }
            let gate = Gate(amount.growth(over: before), origin: "--max-growth")
            guard let result = gate.result(growingTo: growth.build.size), !result.hasPassed else { return }
            throw .gate("\(growth.build.label) does not pass: \(result.limitText), but \(result.actualText)")
        }
    }
}
