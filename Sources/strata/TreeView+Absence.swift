import DisplayText
import FileTree

extension TreeView {
    /// Why `name` is not there: removed by a layer, and how to get it nevertheless, or never there.
    func absence(of name: String, command: String) -> Failure {
        let shown = Printable.escape(name)
        guard let path = stack.find(Array(name.utf8)) else {
            return .usage("\(shown): the image has no such path")
        }
        let events = stack.history(of: path).filter { $0.layer <= layers.upperBound }
        guard let removal = events.last(where: { $0.what == .removed }),
            let last = events.last(where: { $0.layer < removal.layer && $0.entry != nil })
        else {
            let first = stack.history(of: path).first?.layer
            let later = first.map { ": layer \($0) adds it" } ?? ""
            return .usage("\(shown) is not there after layer \(layers.upperBound)\(later)")
        }
        return .usage(
            "\(shown) was removed by layer \(removal.layer); strata \(command) --layer \(last.layer) still has it")
    }
}
