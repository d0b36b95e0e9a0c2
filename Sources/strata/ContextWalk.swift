import Dockerfile
import Glibc
import ImageAnalysis

/// Goes through the directory that an image is built from, and weighs what no image needs.
struct ContextWalk {
    private(set) var litter: [BuildContext.Litter] = []
    private(set) var isComplete = true
    private let root: String
    private let ignored: IgnorePatterns?
    private var entries = 0

    /// More files and directories than this are not looked at.
    private static let maximumEntries = 200_000
    /// Directories that lie deeper are not looked at.
    private static let maximumDepth = 64

    /// Looks at a directory. What cannot be read is passed over; links are not followed.
    init(of directory: String, ignored: IgnorePatterns?) {
        root = directory.isEmpty ? "." : directory
        self.ignored = ignored
        var pending = [(path: "", depth: 0)]
        while let next = pending.popLast() {
            for name in names(in: next.path) {
                let path = next.path.isEmpty ? name : next.path + "/" + name
                guard let status = status(of: path) else { continue }
                if ignored?.ignores(path) == true {
                    // A later pattern may take back what lies in it, which is not worth a second look.
                    continue
                }
                if BuildContext.isUnwanted(path) {
                    litter.append(.init(path: path, bytes: status.isDirectory ? bytes(below: path) : status.bytes))
                } else if status.isDirectory {
                    if next.depth < ContextWalk.maximumDepth {
                        pending.append((path, next.depth + 1))
                    } else {
                        isComplete = false
                    }
                }
            }
        }
    }

    private mutating func bytes(below path: String) -> Int64 {
        var sum: Int64 = 0
        var pending = [(path: path, depth: 0)]
        while let next = pending.popLast() {
            for name in names(in: next.path) {
                let path = next.path + "/" + name
                guard let status = status(of: path), ignored?.ignores(path) != true else { continue }
                if !status.isDirectory {
                    sum = sum.addingReportingOverflow(status.bytes).partialValue
                } else if next.depth < ContextWalk.maximumDepth {
                    pending.append((path, next.depth + 1))
                } else {
                    isComplete = false
                }
            }
        }
        return sum
    }

    /// The names in a directory, in order of the alphabet; none once there were too many.
    private mutating func names(in path: String) -> [String] {
        guard entries < ContextWalk.maximumEntries else {
            isComplete = false
            return []
        }
        guard let directory = opendir(root + "/" + path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            entries += 1
            names.append(name)
            guard entries < ContextWalk.maximumEntries else {
                isComplete = false
                break
            }
        }
        return names.sorted()
    }

    private func status(of path: String) -> (isDirectory: Bool, bytes: Int64)? {
        var status = stat()
        guard lstat(root + "/" + path, &status) == 0 else { return nil }
        let kind = status.st_mode & S_IFMT
        return (kind == S_IFDIR, kind == S_IFREG ? Int64(status.st_size) : 0)
    }
}
