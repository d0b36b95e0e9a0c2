import Dispatch
import DisplayText
import Explorer
import FileTree
import ImageStore
import NcursesTerminal
import Synchronization
import TerminalUI

/// The explorer's run: events and workers' messages go into the state, its picture onto the terminal, its effects out
/// to the world. All on the main thread; workers only leave messages.
final class ExplorerSession {
    private let terminal: Terminal
    private let mailbox: Mailbox
    private let wanted: ImageLoading.Wanted
    private let store: SharedStore
    private(set) var state: State
    private var work = Cancellation()
    /// Work that no other image ends: extraction, files for the pager.
    private let session = Cancellation()
    /// The last reading of contents for the viewer.
    private var reading = Cancellation()
    /// The last reading ahead for the preview.
    private var readingAhead = Cancellation()
    /// The last search in contents.
    private var searching = Cancellation()
    private var image: OpenImage?
    private var isRunning = true
    private var failure: String?

    init(_ terminal: Terminal, wanted: ImageLoading.Wanted, options: Explorer.Options) {
        self.terminal = terminal
        self.wanted = wanted
        mailbox = Mailbox(waking: terminal.wakePipe)
        store = SharedStore()
        state = State(name: wanted.name.description, size: terminal.size, options: options)
    }

    /// Runs until the user leaves; gives the sentence to leave with where the image cannot be read.
    func run() -> String? {
        ImageLoading(mailbox: mailbox, work: work, wanted: wanted).start { [store] in store.set($0) }
        draw()
        while isRunning {
            if let event = terminal.nextEvent() { send(.event(event)) }
            // Keys that wait already are taken before the next picture.
            while isRunning, let event = terminal.nextEvent(timeout: .zero) { send(.event(event)) }
            // After the events: asking for those forgets that somebody woke us.
            for message in mailbox.drain() { receive(message) }
            if isRunning { draw() }
        }
        mailbox.cancel(work)
        session.cancel()
        searching.cancel()
        return failure
    }

    private func draw() {
        var canvas = Canvas(size: state.size)
        render(state, into: &canvas)
        terminal.draw(canvas)
    }

    private func receive(_ message: Mailbox.Message) {
        switch message {
        case .action(let action): send(action)
        case .image(let image): self.image = image
        case .runOutside(let file):
            let notice = terminal.runOutside { file.run() }
            if let notice { send(.report(notice)) }
        }
    }

    private func send(_ action: Action) {
        for effect in reduce(&state, action) { perform(effect) }
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .quit(let error):
            failure = error
            isRunning = false
        case .redraw: terminal.redraw()
        case .suspend: terminal.suspend()
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
        case .completeDirectory(let text): contents?.complete(text)
        case .compareFile(let path):
            if let comparison = state.comparison { contents?.compare(path, comparison) }
        case .writeDockerfile(let text, let ignored, let path):
            DispatchQueue.global(qos: .userInitiated).async { [mailbox, session] in
                let notice = AdvisedFiles(dockerfile: text, ignored: ignored).write(to: path)
                mailbox.post(.action(.report(notice)), from: session)
            }
        }
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
        searching.cancel()
        work = Cancellation()
        image = nil
        ImageLoading(mailbox: mailbox, work: work, wanted: wanted).start(store.images[index], in: store)
    }
}

/// The open store, from the worker that opened it.
private final class SharedStore: Sendable {
    private let store = Mutex<ImageStore?>(nil)

    func set(_ store: ImageStore) { self.store.withLock { $0 = store } }

    func get() -> ImageStore? { store.withLock { $0 } }
}
