import Evidence
import Packages

/// Says what the prediction rests on and what is not known.
enum AdviceNotes {
    static func notes(on image: AnalyzedImage, closure: RuntimeClosure?, variant: SmallerBase?) -> [String] {
        guard let closure else { return ["The image has no layers: there is nothing to predict."] }
        var notes: [String] = []
        let programs = closure.start.programs.map { "\($0.source) \($0.words.joined(separator: " "))" }
        if programs.isEmpty {
            notes.append(
                "The configuration names no program: what runs is unknown, so all of the image's own files stay.")
        } else {
            notes.append("What is needed is worked out from \(programs.joined(separator: "; ")).")
        }
        for name in closure.missing {
            notes.append("The program \(name) is not in the final tree: what it needs is unknown.")
        }
        for (launcher, program) in closure.launchers.sorted(by: { $0.key < $1.key }) {
            notes.append("\(launcher) only starts \(program): the image can start that itself.")
        }
        notes += closure.notes
        notes += base(image, closure: closure, variant: variant)
        let system = image.packages.packages.count { $0.ecosystem.isSystem }
        if system == 0 {
            notes.append("No package records of a distribution were found: files of the system cannot be told apart.")
        } else {
            let kept = closure.packages.keys.count { $0.ecosystem.isSystem }
            notes.append("\(kept) of \(system) packages of the system are reached.")
        }
        return notes
    }

    private static func base(_ image: AnalyzedImage, closure: RuntimeClosure, variant: SmallerBase?) -> [String] {
        if image.stages.baseLayers.isEmpty {
            return ["Where the base image ends is unknown: all layers are taken for the image's own."]
        }
        guard let variant else {
            return ["The base image stays: it is small already, or no smaller variant of it is known."]
        }
        return [
            "What \(variant.reference) holds is not looked up. It is taken to be: the packages of Debian's minimal variant "
                + "(Essential, priority required, apt), the packages that what runs is linked with, and what no package "
                + "has, without documentation, manual pages and translations, which slim images leave out."
        ]
    }
}
