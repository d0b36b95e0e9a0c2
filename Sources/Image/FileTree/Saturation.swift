/// Sums of sizes that files claim: what is too large to add up stays the largest number.
extension Int64 {
    /// The sum, or the largest or smallest number where it does not fit.
    package func addingSaturated(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other > 0 ? .max : .min) : sum
    }
}
