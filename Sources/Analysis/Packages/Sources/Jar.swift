import Evidence
import FileTree

extension Ecosystem {
    /// Java archives.
    public static let jar = Ecosystem(rawValue: "jar")
}

/// Java archives, by what lies in them.
struct Jar: PackageSource {
    let ecosystem = Ecosystem.jar
    let versionOrder = VersionOrder.maven
    let osvNames = [OSVName("Maven")]
    let scannerWords: Set<String> = ["jar", "java", "maven", "pom", "java-archive", "gradle"]
    let collectors: [any Collector] = [JavaArchiveFiles()]

    let lockFiles = [LockFile("gradle.lockfile", read: locked)]

    func read(into reading: inout PackageReading) { reading.readJavaArchives() }

    /// Lines of `group:artifact:version=configuration,…` that a run needs.
    @Sendable private static func locked(_ bytes: [UInt8]) -> [LockedPackage] {
        bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let parts = String(decoding: line, as: UTF8.self).trimmed.split(separator: "=")
            guard parts.count == 2, parts[1].split(separator: ",").contains("runtimeClasspath") else { return nil }
            let names = parts[0].split(separator: ":").map(String.init)
            return names.count == 3 ? LockedPackage("\(names[0]):\(names[1])", names[2]) : nil
        }
    }

    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        PackageURL("maven", package.name.split(separator: ":").map(String.init), version: package.version)
    }
}

extension PackageReading {
    /// Adds the packages of jars, each with the file that it is in.
    fileprivate mutating func readJavaArchives() {
        for (path, facts) in collected(JavaArchive.self) {
            let layer = view.entry(of: path)?.layer ?? 0
            if facts.isCut {
                warn("\(place(of: path)) has archives in it that are too large to be read: packages may be missing")
            }
            for item in facts.items {
                let name = item.group.map { "\($0):\(item.artifact)" } ?? item.artifact
                var package = Package(ecosystem: .jar, name: name, version: item.version, record: path, layer: layer)
                package.evidence = .binary
                add(package, files: [path])
            }
        }
    }
}
