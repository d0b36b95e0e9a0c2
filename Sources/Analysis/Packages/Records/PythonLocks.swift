import OCI

/// The lock files of Python's installers.
enum PythonLocks {
    static let all = [
        LockFile("poetry.lock", read: poetry), LockFile("pdm.lock", read: poetry), LockFile("uv.lock", read: uv),
        LockFile("Pipfile.lock", read: pipenv),
    ]

    /// What only other groups than the main one need is for development.
    @Sendable private static func poetry(_ bytes: [UInt8]) -> [LockedPackage] {
        TOMLPackages.all(in: bytes).filter { package in
            if package["category"] == "dev" { return false }
            return package["groups"].map { $0.holds("\"main\"") || $0.holds("\"default\"") } ?? true
        }.map(\.locked)
    }

    /// The project itself has no registry.
    @Sendable private static func uv(_ bytes: [UInt8]) -> [LockedPackage] {
        TOMLPackages.all(in: bytes).filter { package in
            !["editable", "virtual", "directory"].contains { package["source"]?.holds($0 + " =") == true }
        }.map(\.locked)
    }

    private struct Document: Decodable {
        struct Entry: Decodable {
            var version: Lenient<String>?
        }

        var `default`: [String: Lenient<Entry>]
    }

    /// `"version": "==1.0"`.
    @Sendable private static func pipenv(_ bytes: [UInt8]) -> [LockedPackage] {
        guard let document = try? JSONDocument.decode(Document.self, from: bytes) else { return [] }
        return document.default.compactMap { name, entry in
            guard let version = entry.value?.version?.value, version.hasPrefix("==") else { return nil }
            return LockedPackage(name, String(version.drop { $0 == "=" }))
        }
    }
}
