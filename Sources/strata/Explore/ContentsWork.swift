import Archive
import Dispatch
import DisplayText
import Explorer
import FileTree
import ImageAnalysis
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
            readAtOnce(reference, limit: limit, request: request, until: cancellation)
        }
    }

    /// Reads them before it returns.
    func readAtOnce(_ reference: EntryReference, limit: Int64, request: Int, until cancellation: Cancellation) {
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

    /// Reads the start of a file for the preview, or the members of an archive, once the cursor has rested on it.
    func readAhead(
        _ reference: EntryReference, listsMembers: Bool, request: Int, until cancellation: Cancellation
    ) {
        DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + ContentsWork.rest) {
            guard !cancellation.isCancelled, !work.isCancelled else { return }
            do {
                let reader = ContentReader(
                    image: image.image, stack: image.stack,
                    isCancelled: { cancellation.isCancelled || work.isCancelled })
                let limit = listsMembers ? Preview.largestArchive : Preview.limit
                let bytes = try reader.bytes(of: reference, limit: limit)
                if listsMembers, let members = ArchiveMembers.list(of: bytes) {
                    post(.membersRead(request: request, members))
                } else {
                    post(.contentsRead(request: request, Array(bytes.prefix(Int(Preview.limit)))))
                }
            } catch let error as ArchiveError where error.kind == .cancelled {
                // The cursor has left it.
            } catch {
                post(.contentsFailed(request: request, ContentsWork.sentence(for: error)))
            }
        }
    }

    /// Someone who walks through the files looks at none of them.
    private static let rest = DispatchTimeInterval.milliseconds(80)

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

    /// Looks how the lines of a file differ between the images that are compared.
    func compare(_ path: [UInt8], _ comparison: Comparison) {
        DispatchQueue.global(qos: .userInitiated).async {
            do {
                let differences = try FileDifference.all(of: comparison, only: [path])
                for difference in differences { post(.fileCompared(difference)) }
            } catch {
                post(.fileCompared(FileDifference(of: path, reason: ContentsWork.sentence(for: error))))
            }
        }
    }

    /// Copies paths and all below them into a directory.
    func extract(_ paths: [[UInt8]], layer: Int, to destination: String, overwrites: Bool) {
        let destination = TypedPath.expanded(destination)
        DispatchQueue.global(qos: .userInitiated).async {
            post(.report(extracted(paths, layer: layer, to: destination, overwrites: overwrites)))
        }
    }

    private func extracted(_ paths: [[UInt8]], layer: Int, to destination: String, overwrites: Bool) -> Notice {
        let view = image.stack.view(of: 1...layer)
        let found = paths.map { image.stack.find($0) }
        for (path, top) in zip(paths, found) where top.map(view.isPresent) != true {
            return Notice(.error, "/\(Printable.escape(path)) is not in the tree after layer \(layer).")
        }
        do {
            let directory = try ExtractionDirectory(path: destination, overwrites: overwrites)
            var extraction = Extraction(from: image.image, view: view, into: directory)
            try extraction.run(found.compactMap { $0 })
            let summary = extraction.summary
            let files = "\(Count.text(summary.files, "file")), \(ByteCount(summary.bytes)),"
            let made = "\(files) \(Count.noun(summary.files, "is", "are")) in \(Printable.escape(destination))"
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
