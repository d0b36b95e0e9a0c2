import CSQLite

/// An SQLite database in memory, read only.
enum SQLiteDatabase {
    /// What SQLite databases begin with.
    static let magic = Array("SQLite format 3\0".utf8)

    /// The blobs of the first column that a query gives.
    ///
    /// - Parameters:
    ///   - query: Must not depend on the contents of the database, which is a stranger's.
    ///   - bytes: The database file. Its write-ahead log, which nobody has here, is left out.
    ///   - limit: Reading stops after so many rows.
    ///   - body: Gets each blob.
    /// - Returns: Whether all rows were read.
    static func forEachBlob(
        of query: String, in bytes: [UInt8], limit: Int, _ body: (UnsafeRawBufferPointer) -> Void
    ) -> Bool {
        guard bytes.count >= 100, bytes.starts(with: magic) else { return false }
        var bytes = bytes
        // Format versions: 2 would ask for the write-ahead log.
        (bytes[18], bytes[19]) = (1, 1)
        return bytes.withUnsafeMutableBufferPointer { buffer in
            var connection: OpaquePointer?
            defer { sqlite3_close_v2(connection) }
            let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX
            guard sqlite3_open_v2(":memory:", &connection, flags, nil) == SQLITE_OK,
                sqlite3_deserialize(
                    connection, "main", buffer.baseAddress, Int64(buffer.count), Int64(buffer.count),
                    UInt32(SQLITE_DESERIALIZE_READONLY)) == SQLITE_OK
            else { return false }
            // Nothing that the schema says is run, and damaged pages are told.
            sqlite3_exec(connection, "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON", nil, nil, nil)
            return step(query, connection, limit, body)
        }
    }

    private static func step(
        _ query: String, _ connection: OpaquePointer?, _ limit: Int, _ body: (UnsafeRawBufferPointer) -> Void
    ) -> Bool {
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(connection, query, -1, &statement, nil) == SQLITE_OK else { return false }
        for _ in 0..<limit {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                let start = sqlite3_column_blob(statement, 0)
                body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, 0))))
            case SQLITE_DONE: return true
            default: return false
            }
        }
        return false
    }
}
