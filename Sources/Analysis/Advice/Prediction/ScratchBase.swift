import Dockerfile
import Evidence
import FileTree
import Packages
import Rules

/// The empty base, where all that runs is static and no package is installed for it.
struct ScratchBase {
    /// What programs read of the system and does not come with them, paths without a leading slash.
    let data: [String]

    /// Nil where something else is needed, where it has that base already, or where the Dockerfile has stages of its own.
    init?(for image: AnalyzedImage, closure: RuntimeClosure?) {
        guard let closure, closure.isStatic, ScratchBase.isForPackages(closure) else { return nil }
        guard image.packages.packages.contains(where: \.ecosystem.isSystem) else { return nil }
        guard image.stages.graph?.stages.count ?? 1 <= 1 else { return nil }
        data = ScratchBase.data(in: image)
    }

    /// Whether no package is reached but those of every system and data.
    private static func isForPackages(_ closure: RuntimeClosure) -> Bool {
        closure.packages.allSatisfy { package, reason in
            guard !closure.minimal.contains(package.name), !SystemPackages.data.contains(package.name),
                package.ecosystem.isSystem
            else { return true }
            return reason.dependent != nil
        }
    }

    /// Accounts and roots of trust, which are small, wherever they are; time zones where there is a sign of their use.
    private static func data(in image: AnalyzedImage) -> [String] {
        guard let view = image.view else { return [] }
        let config = image.image.config.config
        let isRequested = RequestedPackages(of: image.recipe.steps).requests.contains { $0.name == "tzdata" }
        let hasZone = config.environment.contains { $0.hasPrefix("TZ=") || $0.hasPrefix("ZONEINFO=") }
        let zones = isRequested || hasZone ? ["usr/share/zoneinfo"] : []
        return (["etc/passwd", "etc/group", "etc/ssl/certs/ca-certificates.crt"] + zones).filter { path in
            image.stack.find(Array(path.utf8)).map(view.isPresent) ?? false
        }
    }
}
