import BinaryCoding
import Testing

@Suite("Values into bytes, and back")
struct BinaryCodingTests {
    /// A value of each form.
    private struct Sample: BinaryCodable, Equatable {
        var number: Int64 = -5
        var flag = true
        var text = "Größe"
        var bytes: [UInt8] = [1, 2, 3]
        var words: [String] = ["a", ""]
        var some: String? = "x"
        var none: UInt32?
        var lists: [[UInt8]] = [[], [7]]

        init() {}

        func encode(to encoder: inout BinaryEncoder) {
            encoder.write(number)
            encoder.write(flag)
            encoder.write(text)
            encoder.write(bytes)
            encoder.write(words)
            encoder.write(some)
            encoder.write(none)
            encoder.write(lists)
        }

        init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
            number = try decoder.value()
            flag = try decoder.value()
            text = try decoder.value()
            bytes = try decoder.value()
            words = try decoder.value()
            some = try decoder.value()
            none = try decoder.value()
            lists = try decoder.value()
        }
    }

    private func encoded(_ value: some BinaryCodable) -> [UInt8] {
        var encoder = BinaryEncoder()
        encoder.write(value)
        return encoder.bytes
    }

    @Test("What was written comes back the same, and no byte is left")
    func roundTrip() throws {
        var decoder = BinaryDecoder(encoded(Sample()))
        #expect(try decoder.value(Sample.self) == Sample())
        try decoder.finish()
    }

    @Test("Numbers are little-endian, and lengths stand before what has one")
    func layout() {
        #expect(encoded(UInt32(0x0102_0304)) == [4, 3, 2, 1])
        #expect(encoded("ab") == [2, 0, 0, 0, 0x61, 0x62])
        #expect(encoded([UInt16(1), 2]) == [2, 0, 0, 0, 1, 0, 2, 0])
        #expect(encoded(UInt8?.none) == [0])
    }

    @Test("Bytes that end too early are a fault wherever they end")
    func truncated() {
        let bytes = encoded(Sample())
        for count in 0..<bytes.count {
            var decoder = BinaryDecoder(Array(bytes.prefix(count)))
            #expect(throws: BinaryFault.self) { try decoder.value(Sample.self) }
        }
    }

    @Test("A claimed number of elements is bounded by the bytes left")
    func claims() {
        var many = BinaryDecoder([0xff, 0xff, 0xff, 0xff, 1, 2])
        #expect(throws: BinaryFault.self) { try many.value([UInt8].self) }
        var huge = BinaryDecoder([1, 2])
        #expect(throws: BinaryFault.self) { try huge.numbers(.max, of: UInt64.self) }
        #expect(throws: BinaryFault.self) { try huge.numbers(-1, of: UInt8.self) }
    }

    @Test("What no value has is a fault: a third truth, no UTF-8")
    func noValue() {
        var truth = BinaryDecoder([2])
        #expect(throws: BinaryFault.self) { try truth.value(Bool.self) }
        var text = BinaryDecoder([1, 0, 0, 0, 0xff])
        #expect(throws: BinaryFault.self) { try text.value(String.self) }
        #expect(throws: BinaryFault.self) { try BinaryDecoder([1]).finish() }
    }
}
