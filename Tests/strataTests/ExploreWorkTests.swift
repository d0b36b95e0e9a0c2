import Archive
import Explorer
import Testing

@testable import NcursesTerminal
@testable import strata

/// What workers leave for the main thread.
@Suite("Messages of workers")
struct ExploreMailboxTests {
    private let mailbox: Mailbox

    init() throws {
        mailbox = Mailbox(waking: try WakePipe())
    }

    /// The texts of all reports that wait.
    private func reports() -> [String] {
        mailbox.drain().compactMap { message in
            guard case .action(.report(let notice)) = message else { return nil }
            return notice.text
        }
    }

    private func post(_ text: String, from work: Cancellation) {
        mailbox.post(.action(.report(Notice(.information, text))), from: work)
    }

    @Test("come in their order, once")
    func order() {
        let work = Cancellation()
        post("first", from: work)
        post("second", from: work)
        #expect(reports() == ["first", "second"])
        #expect(reports().isEmpty)
    }

    @Test("of work that is not wanted any more are dropped, those of other work stay: an extraction outlives its image")
    func cancelled() {
        let loading = Cancellation()
        let session = Cancellation()
        post("layer 1 is there", from: loading)
        post("3 files are in out", from: session)
        mailbox.cancel(loading)
        post("layer 2 is there", from: loading)
        #expect(reports() == ["3 files are in out"])
    }

    @Test("of progress only the last one of each layer comes, before all else")
    func progress() {
        let work = Cancellation()
        post("after", from: work)
        for bytes in [10, 20, 30] { mailbox.postProgress(2, Int64(bytes), from: work) }
        mailbox.postProgress(1, 5, from: work)
        let kinds = mailbox.drain().map { message in
            switch message {
            case .action(.layerProgress(let layer, let bytesRead)): "\(layer): \(bytesRead)"
            case .action(.report(let notice)): notice.text
            default: "other"
            }
        }
        #expect(kinds == ["1: 5", "2: 30", "after"])
    }
}

/// What the explorer says of work on contents that failed.
@Suite("Errors of contents in the explorer")
struct ExploreErrorTests {
    private struct Odd: Error {
        var number = 7
    }

    @Test("are the sentence that they carry, control characters written out")
    func sentences() {
        let corrupt = ArchiveError(.corrupt, "the layer is cut short at \u{1b}[1m")
        #expect(ContentsWork.sentence(for: corrupt) == #"the layer is cut short at \x1b[1m"#)
        let failure = Failure.unreadable("no copy can be made in /tmp")
        #expect(ContentsWork.sentence(for: failure) == "no copy can be made in /tmp")
    }

    @Test("are a sentence where they carry none, never a value as Swift writes it")
    func unknown() {
        #expect(ContentsWork.sentence(for: Odd()) == "the contents cannot be read")
    }
}
