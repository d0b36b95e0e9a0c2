import Foundation
import Testing

/// The memory that this process has reserved, touched or not.
enum AddressSpace {
    /// The most that it has been, in bytes.
    static func peak() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmPeak:") })
        return try #require(line.split { !$0.isNumber }.first.flatMap { Int($0) }) << 10
    }
}
