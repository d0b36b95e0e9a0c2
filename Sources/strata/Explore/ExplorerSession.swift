import Dispatch
import DisplayText
import Explorer
import FileTree
import ImageAnalysis
import ImageStore
import Learn
import NcursesTerminal
import Synchronization
import TerminalUI

/// What a session shows and changes: the explorer by itself, or beside a lesson.
protocol Presentation {
    /// Columns and rows of its picture.
    var size: Size { get }
    /// The explorer that is in it.
    var explorer: State { get }
    /// Takes what happened, and gives what is to be done outside.
    mutating func take(_ action: SessionAction) -> [SessionEffect]
    /// Draws it.
    func draw(into canvas: inout Canvas)
}

/// What happens in a session.
enum SessionAction {
    /// Something for the explorer.
    case explorer(Action)
    /// A lesson is ready, or says why it cannot be.
    case lesson(Result<PreparedLesson, LessonFault>)
    /// A text comes back from the user's editor.
    case edited(String)
}

/// What is to be done outside of a session.
enum SessionEffect {
    /// Something for the explorer.
    case explorer(Effect)
    /// Let the user edit a text in a program of theirs.
    case edit(String, name: String)
}

/// The explorer by itself.
struct ExplorerPresentation: Presentation {
    var explorer: State
    var size: Size { explorer.size }

    mutating func take(_ action: SessionAction) -> [SessionEffect] {
        guard case .explorer(let action) = action else { return [] }
        return reduce(&explorer, action).map { .explorer($0) }
    }

    func draw(into canvas: inout Canvas) { render(explorer, into: &canvas) }
}

/// The explorer's run: events and workers' messages go into the state, its picture onto the terminal, its effects out
/// to the world. All on the main thread; workers only leave messages.
final class ExplorerSession<Shown: Presentation> {
    private let terminal: Terminal
    let mailbox: Mailbox
    private var wanted: ImageLoading.Wanted
    /// The file that keeps how far the learner is, for lessons that are opened from here; nil where nothing is kept.
    private let learnerMemory: String?
    private let store: SharedStore
    private(set) var shown: Shown
    private var work = Cancellation()
    /// Work that no other image ends: extraction, files for the pager.
    let session = Cancellation()
    /// The last reading of contents for the viewer.
    private var reading = Cancellation()
    /// The last reading ahead for the preview.
    private var readingAhead = Cancellation()
    /// The last search in contents.
    private var searching = Cancellation()
    /// The last reading of another image to compare with.
    private var comparing = Cancellation()
    private var image: OpenImage?
    /// The image, once it is analysed.
    private var judged: ComparedImage?
    private var isRunning = true
    private var failure: String?

    init(
        _ terminal: Terminal, wanted: ImageLoading.Wanted, showing shown: Shown, learnerMemory: String? = nil
    ) {
        self.terminal = terminal
        self.wanted = wanted
        self.learnerMemory = learnerMemory
        mailbox = Mailbox(waking: terminal.wakePipe)
        store = SharedStore()
        self.shown = shown
    }

    /// Runs until the user leaves; gives the sentence to leave with where the image cannot be read.
    func run() -> String? {
        ImageLoading(mailbox: mailbox, work: work, wanted: wanted).start { [store] in store.set($0) }
        draw()
        while isRunning {
            if let event = terminal.nextEvent() { send(.explorer(.event(event))) }
            // Keys that wait already are taken before the next picture.
            while isRunning, let event = terminal.nextEvent(timeout: .zero) { send(.explorer(.event(event))) }
            // After the events: asking for those forgets that somebody woke us.
            for message in mailbox.drain() { receive(message) }
            if isRunning { draw() }
        }
        mailbox.cancel(work)
        session.cancel()
        searching.cancel()
        comparing.cancel()
        return failure
    }

    private func draw() {
        var canvas = Canvas(size: shown.size)
        shown.draw(into: &canvas)
        terminal.draw(canvas)
    }

    private func receive(_ message: Mailbox.Message) {
        switch message {
        case .action(let action): send(.explorer(action))
        case .lesson(let lesson): send(.lesson(lesson))
        case .image(let image): self.image = image
        case .judged(let image):
            judged = image
            compare()
        case .runOutside(let file):
            let notice = terminal.runOutside { file.run() }
            if let notice { send(.explorer(.report(notice))) }
        }
    }

    private func send(_ action: SessionAction) {
        for effect in shown.take(action) {
            switch effect {
            case .explorer(let effect): perform(effect)
            case .edit(let text, let name): edit(text, name: name)
            }
        }
    }

    /// Has the user edit a text outside; what cannot be is told.
    private func edit(_ text: String, name: String) {
        do {
            let file = try OutsideFile(name: Array(name.utf8), program: .editor, text: text)
            var edited: String?
            let notice = terminal.runOutside { file.run { edited = $0 } }
            if let edited { send(.edited(edited)) }
            if let notice { send(.explorer(.report(notice))) }
        } catch {
            send(.explorer(.report(Notice(.error, Printable.escape((error as? Failure)?.message ?? "\(error)")))))
        }
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .quit(let error):
            failure = error
            isRunning = false
        case .redraw: terminal.redraw()
        case .suspend: terminal.suspend()
        case .openLesson(let lesson): learn(lesson)
        case .setMouse(let isOn): terminal.setMouse(isOn)
        case .copy(let text): Clipboard.copy(text)
        case .loadImage(let index): load(index)
        case .cancelReading: reading.cancel()
        case .readContents(let request, let reference, let limit):
            reading.cancel()
            reading = Cancellation()
            contents?.read(reference, limit: limit, request: request, until: reading)
        case .cancelReadingAhead: readingAhead.cancel()
        case .readAhead(let request, let reference, let listsMembers):
            readingAhead.cancel()
            readingAhead = Cancellation()
            contents?.readAhead(reference, listsMembers: listsMembers, request: request, until: readingAhead)
        case .cancelContentSearch: searching.cancel()
        case .searchContents(let request, let pattern):
            searching.cancel()
            searching = Cancellation()
            search(pattern, request: request)
        case .openOutside(let reference, let name, let program):
            contents?.prepare(reference, name: name, for: program)
        case .extract(let paths, let layer, let destination, let overwrites):
            contents?.extract(paths, layer: layer, to: destination, overwrites: overwrites)
        case .completePath(let text, let completion):
            inBackground { .pathsFound(text: text, TypedPath.completions(of: text, to: completion)) }
        case .offerImages:
            inBackground { [name = wanted.name] in .imagesOffered(NearbyImages.offered(beside: name)) }
        case .compare(let name):
            wanted.other = name
            compare()
        case .cancelComparing:
            wanted.other = nil
            mailbox.cancel(comparing)
        case .compareFile(let path):
            if let comparison = shown.explorer.comparison { contents?.compare(path, comparison) }
        case .writeDockerfile(let text, let ignored, let path):
            inBackground { .report(AdvisedFiles(dockerfile: text, ignored: ignored).write(to: path)) }
        }
    }

    /// Does something with the user's files away from the main thread, and takes what comes of it.
    private func inBackground(_ work: @escaping @Sendable () -> Action) {
        DispatchQueue.global(qos: .userInitiated).async { [mailbox, session] in
            mailbox.post(.action(work()), from: session)
        }
    }

    /// Compares the image with the other one that is wanted, as soon as it is analysed; only the last wish counts.
    private func compare() {
        guard let judged, let other = wanted.other else { return }
        mailbox.cancel(comparing)
        comparing = Cancellation()
        let work = OtherImageWork(mailbox: mailbox, work: comparing, wanted: wanted)
        DispatchQueue.global(qos: .userInitiated).async { work.run(judged, with: other) }
    }

    /// Teaches a lesson in the same terminal. Nothing of the explorer changes meanwhile: what workers have to say waits.
    private func learn(_ lesson: Lesson) {
        let notice: Notice
        do {
            let memory = LearnerMemory(in: learnerMemory)
            let session = try LessonSession(number: lesson.rawValue, memory: memory)
            notice = session.notice(after: try session.run(in: terminal, shown.explorer.options))
        } catch {
            notice = Notice(.error, ContentsWork.sentence(for: error))
        }
        terminal.setMouse(shown.explorer.options.hasMouse)
        send(.explorer(.event(.resize(terminal.size))))
        send(.explorer(.report(notice)))
    }

    private var contents: ContentsWork? {
        image.map { ContentsWork(image: $0, mailbox: mailbox, work: session) }
    }

    private func search(_ pattern: String, request: Int) {
        guard let image else { return }
        let search = ContentSearchWork(image: image, mailbox: mailbox, request: request, work: searching)
        DispatchQueue.global(qos: .userInitiated).async { search.run(pattern) }
    }

    private func load(_ index: Int) {
        guard let store = store.get(), store.images.indices.contains(index) else { return }
        mailbox.cancel(work)
        mailbox.cancel(comparing)
        searching.cancel()
        work = Cancellation()
        (image, judged) = (nil, nil)
        ImageLoading(mailbox: mailbox, work: work, wanted: wanted).start(store.images[index], in: store)
    }
}

/// The open store, from the worker that opened it.
private final class SharedStore: Sendable {
    private let store = Mutex<ImageStore?>(nil)

    func set(_ store: ImageStore) { self.store.withLock { $0 = store } }

    func get() -> ImageStore? { store.withLock { $0 } }
}
