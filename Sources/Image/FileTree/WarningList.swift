/// Sentences about what could not be taken over; a hostile archive cannot make it grow without end.
struct WarningList {
    private var sentences: [String] = []
    private var unsaid = 0

    mutating func add(_ sentence: String) {
        if sentences.count < 100 { sentences.append(sentence) } else { unsaid += 1 }
    }

    var all: [String] {
        unsaid == 0 ? sentences : sentences + ["\(unsaid) more faults like these"]
    }
}
