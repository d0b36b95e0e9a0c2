import CISAL

extension ZipArchive {
    /// Raw deflate (RFC 1951), at most `limit` bytes of it; what comes out draws from the budget, also where it fails.
    ///
    /// - Throws: `tooLarge` where there are more, `corrupt` where it is no deflate or is cut off.
    static func inflated(
        _ bytes: ArraySlice<UInt8>, limit: Int, within budget: UnpackingBudget
    ) throws(ArchiveError) -> [UInt8] {
        // One byte more than there is room for tells that it was not enough.
        let limit = min(limit, budget.left == .max ? .max : budget.left + 1)
        // Deflate cannot make more than 1032 bytes of one.
        let most = min(limit, bytes.count * 1032)
        var status: Int32 = 0
        var isFinished = false
        let contents = [UInt8](unsafeUninitializedCapacity: most) { output, count in
            bytes.withUnsafeBufferPointer { input in
                let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
                defer { state.deallocate() }
                isal_inflate_init(state)
                state.pointee.crc_flag = UInt32(ISAL_DEFLATE)
                state.pointee.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0) }
                state.pointee.avail_in = UInt32(clamping: input.count)
                state.pointee.next_out = output.baseAddress
                state.pointee.avail_out = UInt32(clamping: most)
                status = isal_inflate(state)
                isFinished = state.pointee.block_state == ISAL_BLOCK_FINISH
                count = min(most, Int(UInt32(clamping: most))) - Int(state.pointee.avail_out)
            }
        }
        let hasRoom = budget.spend(contents.count)
        guard status >= 0, isFinished, hasRoom else {
            let isTooLarge = status >= 0 && contents.count == limit
            throw ArchiveError(isTooLarge ? .tooLarge : .corrupt, "a member of the zip archive cannot be unpacked")
        }
        return contents
    }
}
