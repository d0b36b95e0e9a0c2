/// One step of a lesson, as it is written: a text and a task.
public struct Step: Sendable, Hashable {
    /// What the learner reads.
    public let text: Template
    /// What the learner does.
    public let task: Task
    /// What helps, one after the other.
    public let hints: [Template]
    /// What is said when the step is passed; nil for nothing.
    public let why: Template?
    /// Where the explorer goes when the step is passed, to show what proves it.
    public let show: [LookGoal]
    /// Its line in the lesson's file, from 1.
    public let line: Int

    /// What the learner does.
    public enum Task: Sendable, Hashable {
        /// Reads.
        case read
        /// Finds something in the explorer. `solution` are keys that do it.
        case look([LookGoal], solution: [String])
        /// Picks one of several; a guess may be wrong and goes on.
        case choose([Choice], isGuess: Bool)
        /// Types a number or a word.
        case answer(Answer, isGuess: Bool)
        /// Edits a file.
        case edit(Edit)
    }

    /// One of several to pick from.
    public struct Choice: Sendable, Hashable {
        /// What it says.
        public let text: Template
        /// What makes it the right one; nil for a wrong one.
        public let right: Condition?
        /// What is said when it is picked; nil for nothing.
        public let because: Template?
        let line: Int
    }

    /// What is to be typed.
    public struct Answer: Sendable, Hashable {
        /// What it is.
        public let expression: Expression
        /// How far off a number of bytes or a ratio may be, a fraction; nil for what is usual.
        public let tolerance: Double?
        let line: Int
    }

    /// A file to edit.
    public struct Edit: Sendable, Hashable {
        /// Which file it is.
        public enum File: String, Sendable, Hashable, CaseIterable {
            case dockerfile = "Dockerfile"
            case dockerignore = ".dockerignore"
        }

        /// Which file it is.
        public let file: File
        /// What it is at first.
        public let start: String
        /// What passes.
        public let solution: String
        /// The Dockerfile that a `.dockerignore` belongs to; for a Dockerfile empty.
        public let dockerfile: String
        /// What must hold.
        public let goals: [Goal]

        /// What must hold, and what is said while it does not.
        public struct Goal: Sendable, Hashable {
            /// What must hold.
            public let condition: Condition
            /// What is said while it does not.
            public let complaint: Template
            let line: Int
        }
    }
}
