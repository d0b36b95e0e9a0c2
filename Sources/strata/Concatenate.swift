import ArgumentParser
import DisplayText
import FileTree

/// `strata cat`: the contents of a file, byte by byte.
struct Concatenate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cat",
        abstract: "Write the contents of a file, of any layer.",
        discussion:
            "--layer N reads the tree as it was after layer N: files that a later layer deleted are still there."
    )

    @OptionGroup var image: ImageOptions
    @Argument(help: "The file.") var path: String
    @Option(help: "The tree after this layer, from 1.") var layer: Int?
    @Option(name: .shortAndLong, help: "Write to this file instead of standard output.") var output: String?
    @Flag(help: "Write binary contents to a terminal.") var force = false
    @OptionGroup var messages: MessageOptions

    func run() throws {
        let opened = try LoadedImage(image, messages)
        let view = opened.stack.view(of: 1...(try opened.layers(layer, nil).upperBound))
        guard let found = view.resolve(Array(path.utf8)) else {
            // A tree that misses a layer cannot tell what is not there.
            try opened.requireComplete()
            throw view.absence(of: path, command: "cat")
        }
        let reference = try file(at: found, in: view)
        let output = try Output(path: output)
        var search = ControlSearch()
        try ContentReader(image: opened.image, stack: opened.stack).readExtents(of: reference) { extent in
            switch extent {
            case .stored(let bytes):
                if output.isTerminal, !force, search.finds(in: bytes) { throw isBinary }
                try output.write(bytes)
            case .hole(let count):
                if output.isTerminal, !force { throw isBinary }
                try output.write(zeros: count)
            }
        }
        try output.finish()
    }

    private func file(at path: PathID, in view: TreeView) throws(Failure) -> EntryReference {
        let name = Printable.escape(self.path)
        switch view.kind(of: path) {
        case .regularFile, .hardLink:
            guard let reference = view.entry(of: path) else { throw .usage("\(name) has no contents") }
            return reference
        case .directory: throw .usage("\(name) is a directory: strata ls lists it, strata extract copies it")
        case .symbolicLink: throw .usage("\(name) is a link that leads nowhere")
        case .characterDevice, .blockDevice, .namedPipe, .socket:
            throw .usage("\(name) is a device and has no contents")
        }
    }

    private var isBinary: Failure {
        .usage("\(Printable.escape(path)) is binary and would garble the terminal: -o FILE saves it, --force shows it")
    }
}
