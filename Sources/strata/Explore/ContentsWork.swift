import Archive
import Dispatch
import DisplayText
import Explorer
import FileTree
import Reporting

/// Work on contents of files, away from the main thread.
struct ContentsWork: Sendable {
    let image: OpenImage
    let mailbox: Mailbox
    let work: Cancellation

    private func post(_ action: Action) { mailbox.post(.action(action), from: work) }

    /// Reads up to `limit` bytes for the viewer, unless nobody waits for them any more.
    func read(_ reference: EntryReference, limit: Int64, request: Int, until cancellation: Cancellation) {
        DispatchQueue.global(qos: .userInitiated).async {
            do {
                let reader = ContentReader(
                    image: image.image, stack: image.stack,
                    isCancelled: { cancellation.isCancelled || work.isCancelled })
                post(.contentsRead(request: request, try reader.bytes(of: reference, limit: limit)))
            } catch let error as ArchiveError where error.kind == .cancelled {
                // Nobody waits for them.
            } catch {
                post(.contentsFailed(request: request, ContentsWork.sentence(for: error)))
            }
        }
    }

    /// Copies a file to a place of its own for the user's pager or editor.
    func prepare(_ reference: EntryReference, name: [UInt8], for program: Effect.Program) {
        DispatchQueue.global(qos: .userInitiated).async {
            do {
                let file = try OutsideFile(name: name, program: program) { write in
                    let reader = ContentReader(image: image.image, stack: image.stack)
                    try reader.readExtents(of: reference, write)
                }
                mailbox.post(.runOutside(file), from: work)
            } catch {
                post(.report(Notice(.error, ContentsWork.sentence(for: error))))
            }
        }
    }

    /// Copies a path and all below it into a directory.
    func extract(_ path: [UInt8], layer: Int, to destination: String) {
        DispatchQueue.global(qos: .userInitiated).async {
            post(.report(extracted(path, layer: layer, to: destination)))
        }
    }

    private func extracted(_ path: [UInt8], layer: Int, to destination: String) -> Notice {
        let view = image.stack.view(of: 1...layer)
        let name = "/" + Printable.escape(path)
        guard let top = image.stack.find(path), view.isPresent(top) else {
            return Notice(.error, "\(name) is not in the tree after layer \(layer).")
        }
        do {
            let directory = try ExtractionDirectory(path: destination, overwrites: false)
            var extraction = Extraction(from: image.image, view: view, into: directory)
            try extraction.run([top])
            let summary = extraction.summary
            let files = "\(Count.text(summary.files, "file")), \(ByteCount(summary.bytes)),"
            let made = "\(files) \(summary.files == 1 ? "is" : "are") in \(Printable.escape(destination))"
            guard let refusal = summary.refusals.first else { return Notice(.information, "\(made).") }
            let refused = "\(summary.refusals.count) not made, such as /\(Printable.escape(refusal.path))"
            return Notice(.warning, "\(made); \(refused): \(refusal.reason).")
        } catch let refusal as ExtractionDirectory.Refusal {
            return Notice(.error, "\(Printable.escape(destination)) \(refusal.reason).")
        } catch {
            return Notice(.error, ContentsWork.sentence(for: error))
        }
    }

    /// What went wrong in words; never what Swift calls it.
    static func sentence(for error: any Error) -> String {
        let sentence =
            switch error {
            case let error as ArchiveError: error.message
            case let error as ContentReader.Failure: error.message
            case let failure as Failure: failure.message
            default: "the contents cannot be read"
            }
        return Printable.escape(sentence)
    }
}
