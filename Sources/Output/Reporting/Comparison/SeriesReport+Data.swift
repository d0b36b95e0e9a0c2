import ImageAnalysis

extension SeriesReport {
    /// The contract of `strata compare --format json` (DESIGN.md); keys keep their order and meaning.
    public var json: JSONValue {
        [
            "schemaVersion": .integer(ImageSeries.schemaVersion),
            "images": .array(series.members.map(image)),
            "commonBase": series.commonBase.map(base) ?? .null,
            "totals": [
                "size": .integer(series.bytesTogether), "compressed": .integer(series.compressedTogether),
            ],
            "bandwidth": .integer(transfer.bytesPerSecond),
            "warnings": .strings(warnings),
        ]
    }

    private func image(_ member: ImageSeries.Member) -> JSONValue {
        [
            "name": .string(member.name),
            "size": .integer(member.size),
            "compressed": .integer(member.compressed.bytes),
            "layers": .integer(member.layers),
            "shared": .integer(member.sharedBytes),
            "unique": .integer(member.addedBytes),
            "wasted": .integer(member.wastedBytes),
            "user": .optional(member.user),
            "healthcheck": .bool(member.hasHealthcheck),
            "secrets": .optional(member.secrets),
            "gainPercent": gain(of: member).fraction.map { .number(-100 * $0) } ?? .null,
            "pushSeconds": .number(pushSeconds(of: member)),
            "reference": .string(member.displayName),
            "base": .optional(member.base),
            "compressedError": .integer(member.compressed.error),
            "sharedCompressed": .integer(member.sharedCompressed),
            "uniqueCompressed": .integer(member.addedCompressed),
            "gainFactor": gain(of: member).factor.map { .number($0) } ?? .null,
            "compressedGainPercent": compressedGain(of: member).fraction.map { .number(-100 * $0) } ?? .null,
            "pullSeconds": .number(pullSeconds(of: member)),
            "codeChangeBytes": .optional(member.codeChangeBytes),
        ]
    }

    private func base(_ base: CommonBase) -> JSONValue {
        [
            "base": .optional(base.base),
            "images": .strings(base.images),
            "sameBytes": .integer(base.sameBytes),
            "savedBytes": .integer(base.savedBytes),
        ]
    }

    /// A record for each image under one of names, sizes in bytes.
    public var csv: String {
        let names = [
            "image", "size", "gain_percent", "gain_factor", "compressed", "compressed_gain_percent", "layers", "shared",
            "unique", "shared_compressed", "unique_compressed", "wasted", "user", "healthcheck", "secrets",
            "push_seconds", "pull_seconds", "code_change_bytes",
        ]
        let records = series.members.map { member -> [String] in
            let gain = gain(of: member)
            func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
            return [
                label(of: member), "\(member.size)", text(gain.fraction.map { -100 * $0 }), text(gain.factor),
                "\(member.compressed.bytes)", text(compressedGain(of: member).fraction.map { -100 * $0 }),
                "\(member.layers)", "\(member.sharedBytes)", "\(member.addedBytes)", "\(member.sharedCompressed)",
                "\(member.addedCompressed)", "\(member.wastedBytes)", member.user ?? "root",
                "\(member.hasHealthcheck)", member.secrets.map { "\($0)" } ?? "", text(pushSeconds(of: member)),
                text(pullSeconds(of: member)), member.codeChangeBytes.map { "\($0)" } ?? "",
            ]
        }
        return ([names] + records).map(CSV.record).joined()
    }
}
