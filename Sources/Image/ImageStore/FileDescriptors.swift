import Glibc

/// How many files the process may have open at once.
package enum FileDescriptors {
    /// Whether threads can be begun: libdispatch opens fewer than these for its event loop, where none is there yet, and ends
    /// a process that leaves it none.
    package static var haveRoomForThreads: Bool { haveRoom(for: 8) }

    /// Whether so many files more may be opened. Where that is needed the limit is raised as far as the system allows.
    package static func haveRoom(for count: Int) -> Bool {
        canOpen(count) || raiseLimit() && canOpen(count)
    }

    /// Lets the process have as many open files as the system allows; false where it has that already.
    static func raiseLimit() -> Bool {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < limit.rlim_max
        else { return false }
        limit.rlim_cur = limit.rlim_max
        return setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
    }

    private static func canOpen(_ count: Int) -> Bool {
        var opened: [Int32] = []
        defer { opened.forEach { close($0) } }
        for _ in 0..<count {
            let descriptor = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { return false }
            opened.append(descriptor)
        }
        return true
    }
}
