import Evidence

/// Logs with a record for each user number, which a high number makes huge.
struct SparseLoginLogs: PathRule {
    static let id = "sparse-login-logs"

    let rule = Rule(
        id: SparseLoginLogs.id, category: .bloat, severity: .high,
        title: "A log of logins is as large as the highest user number",
        why:
            "lastlog, faillog and tallylog have a record for each user number up to the highest. On disk they are mostly "
            + "holes; a layer stores the holes as zeros, gigabytes of them for a large number.",
        remedy:
            "Create users with useradd --no-log-init (-l), or with a number below 60000; truncate the log in the same "
            + "RUN.")
    let patterns: [PathPattern] = ["/var/log/lastlog", "/var/log/faillog", "/var/log/tallylog"]
    let subject = "logs that are mostly holes"
    /// The records of the users of a normal system are less.
    let minimumBytes: Int64 = 1_000_000

    func note(on file: PathIndex.File, in image: AnalyzedImage) -> String {
        let records: [String: Int64] = ["lastlog": 292, "faillog": 32, "tallylog": 64]
        let name = String(decoding: image.stack.name(of: file.path), as: UTF8.self)
        guard let record = records[name] else { return "" }
        return "room for users up to number \(max(0, file.bytes / record - 1))"
    }
}
