import Explorer
import FileTree
import ImageAnalysis
import RegularExpressions
import Reporting
import Synchronization

/// A search in the contents of all layers for the explorer, with the engine of `strata grep`: tells how far it is and what
/// it has found, on the way and at its end.
struct ContentSearchWork: Sendable {
    let image: OpenImage
    let mailbox: Mailbox
    let request: Int
    let work: Cancellation

    /// Telling what was found costs as much as looking at every path: at most a tenth of the time goes into it.
    private static let share = 10
    private static let interval = Duration.milliseconds(250)

    private func post(_ action: Action) { mailbox.post(.action(action), from: work) }

    /// Searches, and returns when all is read or nobody wants it any more.
    func run(_ pattern: String) {
        var options = TextSearch.Options()
        options.tellsSpans = true
        let search: TextSearch
        do throws(RegularExpression.Fault) {
            search = try TextSearch(pattern, options)
        } catch {
            return post(.contentSearchEnded(request: request, fault: error.message))
        }
        let found = FoundFiles()
        let next = Mutex(ContinuousClock.now + ContentSearchWork.interval)
        let progress = LayerProgress(of: image.image)
        search.run(
            in: image.image,
            onEvent: { event in
                guard case .progress(let layer, let bytesRead) = event else { return }
                mailbox.postSearching(request, progress.note(bytesRead, of: layer), from: work)
            },
            isCancelled: { work.isCancelled },
            onFile: { file in
                found.add(file)
                // Of several threads one tells, and the others go on.
                _ = next.withLockIfAvailable { next in
                    guard ContinuousClock.now >= next else { return }
                    let start = ContinuousClock.now
                    tell(found, pattern)
                    let end = ContinuousClock.now
                    next = end + max(ContentSearchWork.interval, (end - start) * ContentSearchWork.share)
                }
            })
        tell(found, pattern)
        post(.contentSearchEnded(request: request, fault: nil))
    }

    private func tell(_ found: FoundFiles, _ pattern: String) {
        let report = TextSearchReport(of: pattern, found.files, in: image.stack) { _, _ in true }
        post(.contentsFound(request: request, FoundLines(report), isOverBudget: found.isOverBudget))
    }
}
