import Archive
import BinaryCoding

/// What an executable file says of itself: an ELF file (System V ABI, chapters 4 and 5) or a script with a `#!` line.
public struct Executable: Sendable, Hashable {
    /// What kind of file it is: `e_type`, or a script.
    public enum Kind: UInt8, Sendable, Hashable {
        /// A relocatable object.
        case relocatable
        /// A program at a fixed address.
        case executable
        /// A shared object, or a program that can lie anywhere.
        case sharedObject
        /// A core dump.
        case core
        /// A text whose first line names the program that runs it.
        case script
        /// Another type.
        case other
    }

    /// What kind of file it is.
    public var kind: Kind
    /// The program interpreter, a path; nil where there is none.
    public var interpreter: String?
    /// What a script's `#!` line says after the interpreter: `python3` in `#!/usr/bin/env python3`; nil for nothing.
    public var interpreterArgument: String?
    /// The names of the shared objects that it needs: `DT_NEEDED`.
    public var needed: [String] = []
    /// The name that others need it by: `DT_SONAME`.
    public var sharedName: String?
    /// Where needed objects are looked for first: `DT_RUNPATH`, else `DT_RPATH`, with `$ORIGIN` as it stands.
    public var runPaths: [String] = []
    /// Bytes of symbol tables and debugging information that running does not need.
    public var debugBytes: Int64 = 0
    /// What a Go program says of the modules in it; nil for all other files.
    public var goBuild: GoBuildInformation?
    /// The crates that a Rust program says it was built from; none of all other files.
    public var crates: [CargoCrate] = []

    /// What every ELF file starts with.
    static let magic: [UInt8] = [0x7f, 0x45, 0x4c, 0x46]

    /// Parses a whole ELF file; nil when it is none or a damaged one.
    ///
    /// - Parameter pool: What is unpacked out of it draws from this.
    public init?(parsing contents: SpooledBytes, from pool: UnpackingPool) {
        guard let file = ELFReader(contents), let type = file.number(at: 16, width: 2),
            file.range(at: 0, count: file.is64 ? 64 : 52) != nil
        else { return nil }
        kind = Executable.kinds[type] ?? .other
        let segments = ELFSegment.all(of: file)
        interpreter = segments.first { $0.type == ELFSegment.interpreter }.flatMap { file.text(at: $0.offset) }
        let dynamic = ELFDynamicSection(of: file, segments: segments)
        (needed, sharedName, runPaths) = (dynamic.needed, dynamic.sharedName, dynamic.runPaths)
        let sections = ELFSection.all(of: file)
        debugBytes = ELFSection.debugBytes(of: sections, in: file)
        goBuild = GoBuildInformation(sections, of: file)
        crates = CargoAudit.crates(sections, of: file, from: pool)
    }

    private static let kinds: [UInt64: Kind] = [1: .relocatable, 2: .executable, 3: .sharedObject, 4: .core]
}

extension Executable.Kind: BinaryCodable {}

extension Executable: BinaryCodable {
    /// Writes it.
    public func encode(to encoder: inout BinaryEncoder) {
        encoder.write(kind)
        encoder.write(interpreter)
        encoder.write(interpreterArgument)
        encoder.write(needed)
        encoder.write(sharedName)
        encoder.write(runPaths)
        encoder.write(debugBytes)
        encoder.write(goBuild)
        encoder.write(crates)
    }

    /// Reads it.
    public init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        kind = try decoder.value()
        interpreter = try decoder.value()
        interpreterArgument = try decoder.value()
        needed = try decoder.value()
        sharedName = try decoder.value()
        runPaths = try decoder.value()
        debugBytes = try decoder.value()
        goBuild = try decoder.value()
        crates = try decoder.value()
    }
}
