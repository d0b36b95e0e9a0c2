import FoundationEssentials
import Learn

/// How far a learner is in lessons, in the file that keeps it. One that is damaged counts as none.
struct LearnerMemory {
    private let path: String?
    private(set) var progress: CourseProgress

    /// What the file holds.
    ///
    /// - Parameter path: The file; nil where nothing is kept.
    init(in path: String?) {
        self.path = path
        progress = CourseProgress()
        guard let path, ConfigurationFile.isFile(path), let bytes = try? ConfigurationFile.bytes(of: path),
            let known = try? JSONDecoder().decode(CourseProgress.self, from: Data(bytes))
        else { return }
        progress = known
    }

    /// Changes it and writes the file.
    mutating func change(_ change: (inout CourseProgress) -> Void) {
        change(&progress)
        guard let path, let data = try? JSONEncoder().encode(progress) else { return }
        StateFile.write(data, to: path)
    }
}
