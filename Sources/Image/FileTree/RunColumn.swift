/// Numbers that mostly go up one by one: then a few runs say all. Most tars list each path once and directories before what
/// lies in them, so that nodes are numbered as the entries are, and the paths of a stack as the nodes.
struct RunColumn: Sendable {
    /// Numbers that go up one by one from a place on.
    private struct Run {
        let place: UInt32
        let number: UInt32
    }

    /// By place, while the column grows and where runs would take more.
    private var numbers: [UInt32] = []
    private var runs: [Run] = []
    private(set) var count = 0

    init() {}

    /// The same numbers, trimmed.
    init(_ numbers: [UInt32]) {
        (self.numbers, count) = (numbers, numbers.count)
        trim()
    }

    subscript(place: Int) -> UInt32 {
        @inline(__always) get {
            if runs.isEmpty { return numbers[place] }
            let run = runs[runs.firstIndex(notBefore: place + 1) { Int($0.place) } - 1]
            return run.number + (UInt32(place) - run.place)
        }
        set {
            unfold()
            numbers[place] = newValue
        }
    }

    /// All numbers, for whoever goes through them.
    var all: [UInt32] {
        if runs.isEmpty { return numbers }
        var all = [UInt32]()
        all.reserveCapacity(count)
        for (index, run) in runs.enumerated() {
            let end = index + 1 < runs.count ? runs[index + 1].place : UInt32(count)
            all.append(contentsOf: (0..<end - run.place).lazy.map { run.number + $0 })
        }
        return all
    }

    mutating func append(_ number: UInt32) {
        unfold()
        numbers.appendSparingly(number)
        count += 1
    }

    /// Writes down runs instead, where these take less.
    mutating func trim() {
        unfold()
        var runs: [Run] = []
        for (place, number) in numbers.enumerated() {
            if place > 0, number > 0, numbers[place - 1] == number - 1 { continue }
            runs.append(Run(place: UInt32(place), number: number))
            guard runs.count * 2 < numbers.count else { return numbers = numbers.trimmed() }
        }
        (self.runs, numbers) = (runs.trimmed(), [])
    }

    private mutating func unfold() {
        if runs.isEmpty { return }
        (numbers, runs) = (all, [])
    }

    var memory: Int { numbers.capacity * 4 + runs.capacity * MemoryLayout<Run>.stride }
}
