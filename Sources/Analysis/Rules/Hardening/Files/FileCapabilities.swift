import Archive
import BinaryCoding
import Evidence

/// The capabilities that a file gives to whoever runs it: the value of `security.capability` (capabilities(7)).
public struct FileCapabilities: Sendable, Hashable {
    /// What the program may have: bit n is capability n.
    public let permitted: UInt64
    /// What it may inherit.
    public let inheritable: UInt64
    /// Whether it has the permitted ones from the start.
    public let isEffective: Bool

    /// Reads the attribute as the kernel stores it: revisions 1, 2 and 3, little-endian; nil for anything else.
    public init?(_ bytes: [UInt8]) {
        func word(_ index: Int) -> UInt32 {
            guard index * 4 + 4 <= bytes.count else { return 0 }
            return (0..<4).reduce(0) { $0 | UInt32(bytes[index * 4 + $1]) << UInt32($1 * 8) }
        }
        let lengths: [UInt32: Int] = [1: 12, 2: 20, 3: 24]
        guard bytes.count >= 4, let length = lengths[word(0) >> 24], bytes.count >= length else { return nil }
        isEffective = word(0) & 1 != 0
        permitted = UInt64(word(1)) | (length > 12 ? UInt64(word(3)) << 32 : 0)
        inheritable = UInt64(word(2)) | (length > 12 ? UInt64(word(4)) << 32 : 0)
    }

    /// The names by number, from 0 (linux/capability.h).
    static let names = [
        "chown", "dac_override", "dac_read_search", "fowner", "fsetid", "kill", "setgid", "setuid", "setpcap",
        "linux_immutable", "net_bind_service", "net_broadcast", "net_admin", "net_raw", "ipc_lock", "ipc_owner",
        "sys_module", "sys_rawio", "sys_chroot", "sys_ptrace", "sys_pacct", "sys_admin", "sys_boot", "sys_nice",
        "sys_resource", "sys_time", "sys_tty_config", "mknod", "lease", "audit_write", "audit_control", "setfcap",
        "mac_override", "mac_admin", "syslog", "wake_alarm", "block_suspend", "audit_read", "perfmon", "bpf",
        "checkpoint_restore",
    ].map { "cap_" + $0 }

    /// The names of what it may have or inherit; `cap_63` for one without a name.
    public var capabilityNames: [String] {
        let all = permitted | inheritable
        return (0..<64).filter { all >> UInt64($0) & 1 != 0 }.map { index in
            index < FileCapabilities.names.count ? FileCapabilities.names[index] : "cap_\(index)"
        }
    }

    /// The names and how they are given, as getcap(8) prints them: `cap_net_raw=ep`.
    public var text: String {
        let flags = (isEffective ? "e" : "") + (inheritable != 0 ? "i" : "") + (permitted != 0 ? "p" : "")
        return capabilityNames.joined(separator: ",") + "=" + flags
    }
}

/// Notes the capabilities that files give.
struct CapabilityAttributes: Collector {
    let id = "capabilities"
    let files = [FileSelection.entries { !$0.extendedAttributes.isEmpty }]

    func fact(of file: CollectedFile) -> FileCapabilities? {
        let attribute = file.entry.extendedAttributes.first { $0.name == "security.capability" }
        return attribute.flatMap { FileCapabilities($0.value) }
    }
}

extension FileCapabilities: BinaryCodable {
    /// Writes it.
    public func encode(to encoder: inout BinaryEncoder) {
        encoder.write(permitted)
        encoder.write(inheritable)
        encoder.write(isEffective)
    }

    /// Reads it.
    public init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        permitted = try decoder.value()
        inheritable = try decoder.value()
        isEffective = try decoder.value()
    }
}
