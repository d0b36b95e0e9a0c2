import Explorer
import Learn
import TerminalUI

/// What happens in a lesson.
public enum ClassroomAction: Sendable {
    /// A key, the mouse, a new size, pasted text.
    case event(Event)
    /// Something that the explorer is told.
    case explorer(Action)
    /// The lesson is ready, with what is known of it from before.
    case prepared(PreparedLesson, records: [StepRecord])
    /// The lesson cannot be taught: a sentence.
    case failed(String)
    /// The file comes back from the learner's own editor.
    case edited(String)
}

/// Work that a lesson asks for.
public enum ClassroomEffect: Sendable, Hashable {
    /// Work of the explorer's.
    case explorer(Effect)
    /// Open a text in the learner's own editor; it comes back as `edited`.
    case editOutside(String, name: String)
    /// Keep how far the learner is.
    case keep
    /// Leave the lesson.
    case leave
}

/// Changes a lesson by what happened, and gives the work that has to be done outside.
public func teach(_ classroom: inout Classroom, _ action: ClassroomAction) -> [ClassroomEffect] {
    switch action {
    case .event(let event): classroom.handle(event)
    case .explorer(let action): classroom.explore(action)
    case .prepared(let lesson, let records): classroom.open(Sitting(lesson, records: records))
    case .failed(let sentence): classroom.fail(sentence)
    case .edited(let text): classroom.take(text)
    }
}

extension Classroom {
    /// Lets the step count as passed, for whoever tries the steps behind it; keys go to the lesson again.
    public mutating func passOver() {
        sitting?.passOver()
        focus = .lesson
    }

    fileprivate mutating func open(_ sitting: Sitting) -> [ClassroomEffect] {
        phase = .open(sitting)
        beginStep()
        return look()
    }

    fileprivate mutating func fail(_ sentence: String) -> [ClassroomEffect] {
        phase = .failed(sentence)
        focus = .lesson
        return []
    }

    fileprivate mutating func take(_ text: String) -> [ClassroomEffect] {
        guard editor != nil else { return [] }
        editor = TextEditor(text)
        return tryEdit()
    }

    fileprivate mutating func handle(_ event: Event) -> [ClassroomEffect] {
        switch event {
        case .key(let key): return handle(key)
        case .mouse(let mouse): return handle(mouse)
        case .resize(let size):
            self.size = size
            return explore(.event(.resize(ClassroomLayout.explorerSize(on: size))))
        case .paste(let text):
            switch focus {
            case .explorer: return explore(.event(event))
            case .editor: editor?.insert(text)
            case .lesson: if isTyping { field.insert(text) }
            }
            return []
        case .suspendResumed: return explore(.event(event))
        }
    }

    /// The explorer does something, and the lesson looks at what it shows then.
    fileprivate mutating func explore(_ action: Action) -> [ClassroomEffect] {
        var effects: [ClassroomEffect] = []
        for effect in reduce(&explorer, action) {
            switch effect {
            case .quit(let error):
                // Whoever quits the explorer is back at the lesson.
                focus = .lesson
                if let error { effects += fail(error) }
            case .openLesson(let lesson):
                explorer.notice = Notice(.information, "That is lesson \(lesson.rawValue); this one comes first.")
            default: effects.append(.explorer(effect))
            }
        }
        return effects + look()
    }

    /// Passes the step where the explorer shows what is looked for.
    private mutating func look() -> [ClassroomEffect] {
        guard explorer.mode != .prompt, var sitting, sitting.look(at: explorer.observation) else { return [] }
        self.sitting = sitting
        return passed()
    }

    /// The step was passed: the answer is read beside the screen that proves it.
    private mutating func passed() -> [ClassroomEffect] {
        focus = .lesson
        scrollToEnd()
        if let show = sitting?.current.show, !show.isEmpty { explorer.show(show) }
        let effects = reduce(&explorer, .event(.resize(explorer.size)))
        return effects.map { .explorer($0) } + [.keep]
    }

    // MARK: Keys

    private mutating func handle(_ key: Key) -> [ClassroomEffect] {
        if key == Key("C-c") { return [.leave] }
        if key == Key("C-t") { return changeFocus() }
        switch focus {
        case .explorer: return explore(.event(.key(key)))
        case .editor: return handleInEditor(key)
        case .lesson: return handleInLesson(key)
        }
    }

    /// To the lesson, or from it to what is beside it.
    private mutating func changeFocus() -> [ClassroomEffect] {
        if focus != .lesson {
            let wasEditor = focus == .editor
            focus = .lesson
            return wasEditor ? tryEdit() : []
        }
        guard sitting != nil else { return [] }
        focus = editor != nil ? .editor : .explorer
        return []
    }

    private mutating func handleInEditor(_ key: Key) -> [ClassroomEffect] {
        switch key {
        case Key("Esc"): return changeFocus()
        case Key("C-o"):
            guard let editor, let edit else { return [] }
            return [.editOutside(editor.text, name: edit.file.rawValue)]
        default:
            _ = editor?.handle(key)
            return []
        }
    }

    private mutating func tryEdit() -> [ClassroomEffect] {
        guard let editor, var sitting else { return [] }
        do {
            let isPassed = try sitting.edit(editor.text, isTry: true)
            self.sitting = sitting
            scrollToEnd()
            return isPassed ? passed() : []
        } catch {
            return fail("\(error)")
        }
    }

    private mutating func handleInLesson(_ key: Key) -> [ClassroomEffect] {
        if isTyping, handleTyping(key) { return [] }
        switch key {
        case Key("q"), Key("Esc"): return [.leave]
        case Key("C-z"): return [.explorer(.suspend)]
        case Key("C-l"): return [.explorer(.redraw)]
        case Key("T"): return explore(.event(.key(key)))
        case Key("Tab"): return changeFocus()
        case Key("n"), Key("C-n"), Key("Right"): return goOn()
        case Key("p"), Key("C-p"), Key("Left"): goBack()
        case Key("h"), Key("?"): hint()
        case Key("Enter"), Key("Space"): return act()
        case Key("j"), Key("Down"): move(by: 1)
        case Key("k"), Key("Up"): move(by: -1)
        case Key("PgDn"), Key("C-f"): scroll += 10
        case Key("PgUp"), Key("C-b"): scroll = max(0, scroll - 10)
        default: break
        }
        return []
    }

    /// Whether letters go into an answer.
    var isTyping: Bool {
        guard focus == .lesson, let sitting, !sitting.record.isPassed, case .answer = sitting.current.task else {
            return false
        }
        return true
    }

    /// What edits the answer; keys that lead on are not for it.
    private mutating func handleTyping(_ key: Key) -> Bool {
        let others: Set<Key> = [Key("Enter"), Key("Esc"), Key("Tab"), Key("?"), Key("C-n"), Key("C-p")]
        return !others.contains(key) && field.handle(key)
    }

    /// What Enter does: answer, pick, go to the editor or the explorer, or go on.
    private mutating func act() -> [ClassroomEffect] {
        guard var sitting else { return [] }
        guard !sitting.mayGoOn else { return goOn() }
        switch sitting.current.task {
        case .read: return goOn()
        case .look, .edit: return changeFocus()
        case .choose: sitting.pick(choice)
        case .answer: sitting.answer(field.text)
        }
        // The verdict says what was typed; the next try begins with an empty line.
        if !sitting.record.isPassed { field = TextField() }
        self.sitting = sitting
        scrollToEnd()
        return sitting.record.isPassed ? passed() : [.keep]
    }

    private mutating func hint() {
        sitting?.hint()
        scrollToEnd()
    }

    /// Brings what was said last onto the screen, with as much of what is before it as there is room for.
    private mutating func scrollToEnd() {
        var seen = self
        seen.focus = .lesson
        let area = ClassroomLayout(seen).lesson
        let lines = LessonText(self, width: area.width - 4).lines.count
        scroll = max(0, lines - (area.height - 3))
    }

    private mutating func move(by step: Int) {
        guard let sitting, case .choose(let choices, _) = sitting.current.task, !sitting.record.isPassed else {
            scroll = max(0, scroll + step)
            return
        }
        choice = min(max(0, choice + step), choices.count - 1)
    }

    private mutating func goOn() -> [ClassroomEffect] {
        guard var sitting, sitting.mayGoOn else { return [] }
        let hasNext = sitting.goOn()
        self.sitting = sitting
        guard hasNext else { return [.keep, .leave] }
        beginStep()
        return [.keep] + look()
    }

    private mutating func goBack() {
        sitting?.goBack()
        beginStep()
    }

    private mutating func beginStep() {
        (choice, scroll, field) = (0, 0, TextField())
        editor = edit.map { TextEditor($0.start) }
        focus = .lesson
    }

    // MARK: The mouse

    private mutating func handle(_ mouse: Mouse) -> [ClassroomEffect] {
        let layout = ClassroomLayout(self)
        if layout.right.contains(mouse.position) {
            guard editor == nil else {
                focus = .editor
                return []
            }
            if case .press = mouse.action { focus = .explorer }
            let inside = Point(x: mouse.position.x - layout.right.x, y: mouse.position.y - layout.right.y)
            return explore(.event(.mouse(Mouse(position: inside, action: mouse.action))))
        }
        switch mouse.action {
        case .wheelDown: scroll += 3
        case .wheelUp: scroll = max(0, scroll - 3)
        case .press:
            focus = .lesson
            pick(at: mouse.position, layout)
        default: break
        }
        return []
    }

    /// A click on a choice moves the cursor there.
    private mutating func pick(at position: Point, _ layout: ClassroomLayout) {
        let row = LessonText(self, width: layout.lesson.width - 4).choice(at: position.y - layout.lesson.y - 1 + scroll)
        if let row { choice = row }
    }
}
