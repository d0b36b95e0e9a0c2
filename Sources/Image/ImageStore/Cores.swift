import FoundationEssentials

/// What the machine has room for.
package enum Cores {
    /// How many this process may use.
    package static var count: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// Whether several threads can work at once: there are cores for them, and libdispatch, which ends a process that leaves
    /// it no descriptors, can begin them.
    package static var areSeveral: Bool { count > 1 && FileDescriptors.haveRoom(for: descriptorsOfDispatch) }
}
