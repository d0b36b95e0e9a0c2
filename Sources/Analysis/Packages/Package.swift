import Evidence
import FileTree

/// One installed package.
public struct Package: Sendable, Hashable {
    /// Who installs it.
    public var ecosystem: Ecosystem
    /// Its name as the ecosystem spells it.
    public var name: String
    /// Its version, whole: epoch and revision too.
    public var version: String
    /// The architecture it was built for; nil where the data do not say.
    public var architecture: String?
    /// The name of the source package; nil where it is the same or not said.
    public var sourceName: String?
    /// The version of the source package; nil where it is the same or not said.
    public var sourceVersion: String?
    /// Its licence as its data say it.
    public var license: String?
    /// The names of packages that it needs, without versions, alternatives joined by `|`. Of RPM packages also files and
    /// capabilities. `PackageInventory.dependencies(of:)` finds the packages meant.
    public var dependencies: [String] = []
    /// Other names that dependencies may know it by: virtual packages, capabilities.
    public var provides: [String] = []
    /// The section or group that it is filed under; nil where the data do not say.
    public var section: String?
    /// Whether it must not be removed: dpkg's `Essential`.
    public var isEssential = false
    /// What more tells it from others in its purl: the qualifiers of the purl's type by their names.
    public var qualifiers: [String: String] = [:]
    /// What says that it is there.
    public var evidence = Evidence.record
    /// The file that says it is installed.
    public var record: PathID
    /// The layer, from 1, that put it there.
    public var layer: Int
    /// What it put into the final tree and is still there, directories apart, in the order of the paths' numbers. A file
    /// may be of two packages: a Python distribution that Debian's package brought.
    public var files: [PathID] = []
    /// The bytes of its files in the final tree, each contents once, whoever else has them.
    public var size: Int64 = 0

    /// What says that a package is there.
    public enum Evidence: String, Sendable, Hashable, CaseIterable {
        /// The record of who installed it.
        case record
        /// A program or archive that it was linked or packed into.
        case binary
        /// The name of its place alone.
        case path
        /// A lock file: it is what an installer would install, and nothing better says what is there.
        case lockFile = "lock-file"
    }

    /// A package of what its record says.
    public init(ecosystem: Ecosystem, name: String, version: String, record: PathID, layer: Int) {
        self.ecosystem = ecosystem
        self.name = name
        self.version = version
        self.record = record
        self.layer = layer
    }
}
