import Evidence
import FileTree

extension Ecosystem {
    /// Java runtimes.
    public static let jvm = Ecosystem(rawValue: "jvm")
}

/// Java runtimes, by the `release` file at the home of each (JEP 223, JEP 322).
struct JavaRuntimes: PackageSource {
    let ecosystem = Ecosystem.jvm
    let versionOrder = VersionOrder.rpm
    let osvNames: [OSVName] = []
    let scannerWords: Set<String> = ["jvm", "java-jdk", "java-jre", "openjdk"]
    let collectors: [any Collector] = [WholeFiles("jvm", FileSelection([.exactly("release")], upTo: 64 << 10))]

    func read(into reading: inout PackageReading) { reading.readJavaRuntimes() }

    /// Purl has no type for it.
    func packageURL(of package: Package, in distribution: Distribution?) -> PackageURL {
        PackageURL(
            "generic", [package.section, package.name].compactMap(\.self), version: package.version,
            qualifiers: [("arch", package.architecture)])
    }

    /// The values of the file, `NAME="value"`.
    fileprivate static func values(in bytes: [UInt8]) -> [String: String] {
        var values: [String: String] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let parts = String(decoding: line, as: UTF8.self).split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            values[parts[0].trimmed] = parts[1].trimmed.split(separator: "\"").joined()
        }
        return values
    }
}

extension PackageReading {
    fileprivate mutating func readJavaRuntimes() {
        for record in records.all where record.name.name == "release" {
            let values = JavaRuntimes.values(in: record.bytes)
            guard let plain = values["JAVA_VERSION"], plain.first?.isNumber == true else { continue }
            let implementor = values["IMPLEMENTOR"] ?? ""
            // `21.0.3+9-LTS`: the build tells updates of one version apart.
            let version = [values["JAVA_RUNTIME_VERSION"], values["FULL_VERSION"]].lazy.compactMap { $0 }
                .first { $0.first?.isNumber == true }
            let isDevelopment = values["IMAGE_TYPE"].map { $0 == "JDK" } ?? values["MODULES"]?.contains("jdk.compiler")
            var package = Package(
                ecosystem: .jvm, name: isDevelopment == false ? "jre" : "jdk", version: version ?? plain,
                record: record.path, layer: record.layer)
            package.architecture = values["OS_ARCH"]
            let vendor = implementor.split { !$0.isLetter && !$0.isNumber }.joined(separator: "-").lowercased()
            package.section = vendor.isEmpty || vendor == "n-a" ? nil : vendor
            add(package, everythingIn: view.stack.parent(of: record.path).map { [$0] } ?? [])
        }
    }
}
