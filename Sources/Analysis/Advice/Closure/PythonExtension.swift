/// Which shared objects CPython's own extension modules are linked with, by the module's name.
///
/// CPython's documentation lists them as build requirements ("Build requirements of optional modules"). It is asked only
/// where a module's ELF header cannot be read.
enum PythonExtension {
    /// The start of the library's file name, up to `.so`.
    private static let libraries: [String: [String]] = [
        "_ssl": ["libssl", "libcrypto"], "_hashlib": ["libcrypto"], "_sqlite3": ["libsqlite3"], "_ctypes": ["libffi"],
        "_bz2": ["libbz2"], "_lzma": ["liblzma"], "zlib": ["libz"], "_curses": ["libncursesw", "libtinfo"],
        "_curses_panel": ["libpanelw", "libncursesw"], "readline": ["libreadline"], "_uuid": ["libuuid"],
        "_gdbm": ["libgdbm"], "_dbm": ["libdb-5.3", "libgdbm_compat"], "pyexpat": ["libexpat"], "_crypt": ["libcrypt"],
        "nis": ["libnsl", "libtirpc"], "_zstd": ["libzstd"],
    ]

    /// The libraries of a module's file, `_ssl.cpython-311-x86_64-linux-gnu.so`; none for modules that need none, or none
    /// that is known.
    static func libraries(ofModule file: Substring) -> [String] {
        libraries[String(file.prefix { $0 != "." })] ?? []
    }
}
