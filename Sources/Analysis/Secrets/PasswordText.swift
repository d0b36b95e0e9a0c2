/// What tells a password that people use from one that they write into examples.
enum PasswordText {
    private static let commonWords: Set<String> = [
        "password", "passwd", "pass", "pwd", "secret", "user", "username", "token", "pw", "test", "root", "admin",
        "postgres", "mysql", "guest", "foo", "bar", "baz", "xxx", "x", "redis", "mongo", "hunter2", "12345", "123456",
        "key", "proxy", "none", "null", "auth", "login", "name", "port", "example", "credentials", "apikey",
    ]
    /// Whether everyone would guess it.
    static func isCommon(_ password: String) -> Bool { commonWords.contains(password.lowercased()) }

    /// Whether it is long and mixed enough to be in use.
    static func isStrong(_ value: ArraySlice<UInt8>) -> Bool {
        value.count >= 8 && ByteStatistics.entropy(value) >= 2.7 && ByteStatistics.classes(value) >= 2
    }
}
