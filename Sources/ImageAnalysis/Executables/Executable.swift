/// What an ELF file says of itself (System V ABI, chapters 4 and 5).
public struct Executable: Sendable, Hashable {
    /// What kind of file it is: `e_type`.
    public enum Kind: Sendable, Hashable {
        /// A relocatable object.
        case relocatable
        /// A program at a fixed address.
        case executable
        /// A shared object, or a program that can lie anywhere.
        case sharedObject
        /// A core dump.
        case core
        /// Another type.
        case other
    }

    /// What kind of file it is.
    public var kind: Kind
    /// The program interpreter, a path; nil where there is none.
    public var interpreter: String?
    /// The names of the shared objects that it needs: `DT_NEEDED`.
    public var needed: [String] = []
    /// The name that others need it by: `DT_SONAME`.
    public var sharedName: String?
    /// Where needed objects are looked for first: `DT_RUNPATH`, else `DT_RPATH`, with `$ORIGIN` as it stands.
    public var runPaths: [String] = []
    /// Bytes of symbol tables and debugging information that running does not need.
    public var debugBytes: Int64 = 0

    /// Whether bytes start as every ELF file does.
    static func isMagic(_ bytes: RawSpan) -> Bool {
        bytes.byteCount >= 4 && bytes.withUnsafeBytes { $0.starts(with: [0x7f, 0x45, 0x4c, 0x46]) }
    }

    /// Parses a whole file; nil when it is no ELF file or a damaged one.
    public init?(parsing bytes: [UInt8]) {
        return nil
    }
}
