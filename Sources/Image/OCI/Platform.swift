/// The system that an image runs on (image-index.md, "platform").
public struct Platform: Hashable, Sendable, Codable, CustomStringConvertible {
    /// `linux`, `windows`, …
    public var os: String
    /// A `GOARCH` value: `amd64`, `arm64`, …
    public var architecture: String
    /// The variant of the architecture, such as `v7`.
    public var variant: String?
    /// The version of the operating system; Windows images have it.
    public var osVersion: String?

    private enum CodingKeys: String, CodingKey {
        case os, architecture, variant
        case osVersion = "os.version"
    }

    /// A platform of its parts.
    public init(os: String, architecture: String, variant: String? = nil, osVersion: String? = nil) {
        self.os = os
        self.architecture = architecture
        self.variant = variant
        self.osVersion = osVersion
    }

    /// Reads `OS/ARCH` or `OS/ARCH/VARIANT`, the form of `--platform`.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (2...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.init(os: parts[0], architecture: parts[1], variant: parts.count == 3 ? parts[2] : nil)
    }

    /// Decodes a platform; fields that are missing or of another type become empty, since real indexes have such.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        os = (try? container.decode(String.self, forKey: .os)) ?? ""
        architecture = (try? container.decode(String.self, forKey: .architecture)) ?? ""
        variant = try? container.decode(String.self, forKey: .variant)
        osVersion = try? container.decode(String.self, forKey: .osVersion)
    }

    /// `OS/ARCH` or `OS/ARCH/VARIANT`; `unknown` stands for a part that the image does not say.
    public var description: String {
        let known = [os, architecture].map { $0.isEmpty ? "unknown" : $0 }
        let variant = variant.flatMap { $0.isEmpty ? nil : $0 }
        return (known + (variant.map { [$0] } ?? [])).joined(separator: "/")
    }

    /// Whether an image for this platform is what a user means who asks for `wanted`: a variant that is not asked
    /// for does not matter, and `arm64` means `arm64/v8`.
    public func satisfies(_ wanted: Platform) -> Bool {
        guard os == wanted.os, architecture == wanted.architecture else { return false }
        return wanted.variant == nil || wanted.knownVariant == knownVariant
    }

    /// The variant, or the only one that the architecture has.
    private var knownVariant: String? {
        if let variant, !variant.isEmpty { return variant }
        return architecture == "arm64" ? "v8" : nil
    }

    /// The platform that this program runs on, with `linux` for the system since container images rarely are else.
    public static var current: Platform {
        #if arch(arm64)
            Platform(os: "linux", architecture: "arm64")
        #elseif arch(x86_64)
            Platform(os: "linux", architecture: "amd64")
        #else
            Platform(os: "linux", architecture: "unknown")
        #endif
    }
}
