import Testing

@testable import Explorer

/// Runs the reducer and holds it to the whole of its effect: every part of the state that changes has to be expected,
/// and so does every effect.
struct TestStore {
    private(set) var state: State

    init(_ state: State) {
        self.state = state
    }

    /// Sends an action; `change` makes the expected state of the state before.
    mutating func send(
        _ action: Action, effects expectedEffects: [Effect] = [], sourceLocation: SourceLocation = #_sourceLocation,
        _ change: (inout State) -> Void = { _ in }
    ) {
        var expected = state
        change(&expected)
        let effects = reduce(&state, action)
        #expect(effects == expectedEffects, sourceLocation: sourceLocation)
        for (part, isEqual) in TestStore.compare(state, expected) where !isEqual {
            let found = TestStore.part(part, of: state)
            Issue.record("state.\(part) is not as expected: \(found)", sourceLocation: sourceLocation)
        }
        expected = state
    }

    /// Each part of the state but what follows from the others.
    private static func compare(_ left: State, _ right: State) -> [(String, Bool)] {
        zip(Mirror(reflecting: left).children, Mirror(reflecting: right).children).compactMap { left, right in
            guard let label = left.label, label != "derived" else { return nil }
            guard let one = left.value as? AnyHashable, let other = right.value as? AnyHashable else {
                return (label, "\(left.value)" == "\(right.value)")
            }
            return (label, one == other)
        }
    }

    private static func part(_ label: String, of state: State) -> String {
        Mirror(reflecting: state).children.first { $0.label == label }.map { "\($0.value)" } ?? ""
    }
}
