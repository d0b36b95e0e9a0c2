import DisplayText
import Dockerfile
import FileTree
import ImageAnalysis
import ImageStore

/// What changes cost: one table a question, for people and programs.
public struct ChangesReport: Sendable {
    /// The costs.
    public let costs: ChangeCosts
    /// The image's layers; nil for a Dockerfile without an image, whose sizes are unknown.
    private let stack: LayerStack?
    /// How large the layers are compressed; nil where nobody measured.
    private let sizes: CompressedSizes?
    /// The stages, for their names.
    private let stages: ImageStages

    /// A report.
    public init(_ costs: ChangeCosts, in stages: ImageStages, stack: LayerStack? = nil, sizes: CompressedSizes? = nil) {
        (self.costs, self.stages, self.stack, self.sizes) = (costs, stages, stack, sizes)
    }

    // MARK: A change of each instruction

    /// The costs of a change at each instruction, a line each, and what there is to say of some.
    public func text(width: Int?, palette: TextStyle.Palette = .plain) -> String {
        var table = TextTable([
            .init("LINE", .right), .init("STAGE"), .init("REBUILDS", .right), .init("NEW", .right),
            .init("PUSHES", .right), .init("A CHANGE OF", minimumWidth: 20),
        ])
        for cost in costs.costs {
            let doubt = cost.doubtfulSteps > 0 ? "~" : ""
            table.append([
                .init(cost.step.lines.shortText), .init(Printable.escape(label(ofStage: cost.step.stage))),
                .init(doubt + Count.text(cost.rebuilt.count, "step")), .init(text(bytes(of: cost))),
                .init(text(pushed(by: cost))),
                .init(Printable.escape(InstructionText.oneLine(cost.step.instruction.text))),
            ])
        }
        let heading = palette.apply(.heading, to: "What a change costs, by the rules of \(costs.engine.name)'s cache")
        let lines =
            [heading] + table.lines(width: width, palette: palette) + [""]
            + remarks.flatMap { palette.paragraph($0, .plain, indentation: 0, width: width) }
        return lines.map { $0 + "\n" }.joined()
    }

    private var remarks: [String] {
        var remarks: [String] = []
        if let code = costs.code {
            let size = bytes(of: code).map { ", and \(ByteCount($0)) are new" } ?? ""
            let sent = pushed(by: code).map { "; a push sends, and a pull fetches, \(ByteCount($0)) compressed" } ?? ""
            remarks.append(
                "A change of your code (line \(code.step.lines.shortText)) builds \(code.rebuilt.count) of "
                    + "\(Count.text(costs.stepCount, "step")) again\(size)\(sent).")
        }
        if costs.costs.contains(where: { $0.doubtfulSteps > 0 }) {
            remarks.append("~ Steps that copy from a stage stay cached where what they copy comes out as before.")
        }
        return remarks + costs.costs.flatMap(\.remarks).map(Printable.escape) + costs.notes
    }

    /// The costs for programs.
    public var json: JSONValue {
        [
            "engine": .string(costs.engine.rawValue),
            "fromHistory": .bool(costs.isFromHistory),
            "steps": .integer(costs.stepCount),
            "codeLines": JSONValue(costs.code?.step.lines),
            "instructions": .array(costs.costs.map(json)),
            "notes": .strings(costs.notes),
        ]
    }

    private func json(_ cost: ChangeCost) -> JSONValue {
        [
            "lines": JSONValue(cost.step.lines),
            "stage": .string(label(ofStage: cost.step.stage)),
            "instruction": .string(cost.step.instruction.text),
            "rebuilds": .array(cost.rebuilt.map(json)),
            "layers": .integers(cost.layers),
            "bytes": .optional(bytes(of: cost)),
            "pushedBytes": .optional(pushed(by: cost)),
            "pushedFrom": .optional(sizes.flatMap { cost.pushed($0)?.basis.rawValue }),
            "remarks": .strings(cost.remarks),
        ]
    }

    // MARK: An edit

    /// What a build does again, step by step.
    public func text(of rebuild: Rebuild, width: Int?, palette: TextStyle.Palette = .plain) -> String {
        var table = TextTable([.init("LINE", .right), .init("CACHE"), .init("INSTRUCTION", minimumWidth: 20)])
        for step in rebuild.steps {
            table.append([
                .init(step.lines.shortText), .init(step.outcome.words, step.isDoneAgain ? .modified : .dim),
                .init(Printable.escape(InstructionText.oneLine(step.instruction.text))),
            ])
        }
        let again = rebuild.steps.filter(\.isDoneAgain)
        let summary =
            "\(again.count) of \(Count.text(rebuild.steps.count { $0.outcome != .notBuilt }, "step")) "
            + (again.count == 1 ? "is" : "are") + " done again by \(costs.engine.name)."
        return (table.lines(width: width, palette: palette) + ["", summary]).map { $0 + "\n" }.joined()
    }

    /// The same for programs.
    public func json(of rebuild: Rebuild) -> JSONValue { .array(rebuild.steps.map(json)) }

    private func json(_ step: Rebuild.Step) -> JSONValue {
        [
            "lines": JSONValue(step.lines),
            "stage": .string(label(ofStage: step.stage)),
            "instruction": .string(step.instruction.text),
            "outcome": .string(step.outcome.rawValue),
        ]
    }

    // MARK: Figures

    private func bytes(of cost: ChangeCost) -> Int64? { stack.flatMap(cost.bytes) }

    private func pushed(by cost: ChangeCost) -> Int64? { sizes.flatMap { cost.pushed($0)?.bytes } }

    private func text(_ bytes: Int64?) -> String { bytes.map { ByteCount($0).description } ?? "?" }

    private func label(ofStage index: Int) -> String {
        stages.graph.map { $0.stages.indices.contains(index) ? $0.stages[index].label : Stage.label(of: index) }
            ?? "this image"
    }
}

extension Rebuild.Outcome {
    /// What becomes of a step, for people.
    var words: String {
        switch self {
        case .cached: "cached"
        case .runs: "runs"
        case .runsIfResultDiffers: "runs if what it copies differs"
        case .notBuilt: "not built"
        }
    }
}
