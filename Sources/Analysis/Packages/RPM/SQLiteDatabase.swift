import CSQLite

/// An SQLite database in memory, read only.
enum SQLiteDatabase {
    /// What SQLite databases begin with.
    static let magic = Array("SQLite format 3\0".utf8)

    /// The blobs in a column of a table, in the order of its rows.
    ///
    /// - Parameters:
    ///   - table: A table that holds rows of its own: a view is a stranger's program, and is not run.
    ///   - bytes: The database file. Its write-ahead log, which nobody has here, is left out.
    ///   - limit: Reading stops after so many rows.
    ///   - body: Gets each blob. All together they are at most as long as the file.
    /// - Returns: Whether all rows were read.
    static func forEachBlob(
        in column: String, of table: String, in bytes: [UInt8], limit: Int, _ body: (UnsafeRawBufferPointer) -> Void
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
            restrict(connection, fileSize: buffer.count)
            guard isPlain(table, connection) else { return false }
            var left = buffer.count
            return step("SELECT \(column) FROM \(table)", connection, limit) { blob in
                left -= blob.count
                if left >= 0 { body(blob) }
            } && left >= 0
        }
    }

    /// Whether a name is that of a table with rows of its own, none of whose columns is computed. SQLite is asked what it
    /// made of the schema, whose own words can lie.
    private static func isPlain(_ table: String, _ connection: OpaquePointer?) -> Bool {
        let question = """
            SELECT 1 FROM pragma_table_list('\(table)') WHERE type = 'table'
            AND NOT EXISTS (SELECT 1 FROM pragma_table_xinfo('\(table)') WHERE hidden > 0)
            """
        var count = 0
        return step(question, connection, 2, { _ in count += 1 }) && count == 1
    }

    /// Makes the stranger's schema harmless: nothing that it says is run, damaged pages are told, no value is longer than
    /// the file, no temporary file is made, and work ends (sqlite.org, "Defense Against The Dark Arts").
    private static func restrict(_ connection: OpaquePointer?, fileSize: Int) {
        sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, Int32(clamping: fileSize))
        sqlite3_exec(
            connection, "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY", nil, nil, nil)
        // Instructions of SQLite's machine: a row needs about six.
        sqlite3_progress_handler(connection, Int32(clamping: 1_000_000 + fileSize), { _ in 1 }, nil)
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
