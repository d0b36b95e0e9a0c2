import Glibc

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>, _ arguments: UnsafeMutablePointer<Arguments>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

@_silgen_name("LLVMFuzzerMutate")
private func mutate(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int) -> Int

private typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// The room that this run fuzzes: `FUZZ_ROOM` says which.
private let room = Room.all.first { $0.name == getenv("FUZZ_ROOM").map { String(cString: $0) } }

/// libFuzzer with its usual arguments. SwiftPM calls the entry of the executable so, whatever has a `main` besides.
@_cdecl("fuzz_main")
func fuzzMain(count: Int32, arguments: UnsafeMutableRawPointer) -> Int32 {
    guard room != nil else {
        print("FUZZ_ROOM names none of \(Room.all.map(\.name).joined(separator: ", "))")
        return 2
    }
    var count = count
    var arguments = arguments.assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self)
    return runDriver(&count, &arguments, enterRoom)
}

/// One input. libFuzzer's own `main`, which is linked and never called, asks for this name.
@_cdecl("LLVMFuzzerTestOneInput")
func enterRoom(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    room?.enter(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// libFuzzer's own mutation, then the checksums of tar headers made right: else most inputs would end at the first one.
@_cdecl("LLVMFuzzerCustomMutator")
func mutateTar(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int, _ seed: UInt32) -> Int {
    let count = mutate(bytes, count, limit)
    guard room?.isTar == true, seed % 8 != 0 else { return count }
    TarBlocks.mendChecksums(of: UnsafeMutableBufferPointer(start: bytes, count: count))
    return count
}
