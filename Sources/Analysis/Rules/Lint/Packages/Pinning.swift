import Dockerfile
import Evidence
import Packages

/// How a package manager's command names versions.
enum Pinning: Sendable {
    case apt, apk, pip, npm, gem, redHat, zypper, go

    /// The packages of a command that have no version.
    func unpinned(_ installation: Installation) -> [ShellCommand.Word] {
        let packages = installation.packages
        switch self {
        case .apt:
            if installation.arguments.options.contains(where: { $0.name == "--help" }) { return [] }
            return packages.filter {
                !$0.text.contains("=") && !$0.text.contains("/") && !$0.text.hasSuffix(".deb")
            }
        case .apk:
            return packages.filter { word in
                !word.text.contains { "=<>~".contains($0) } && !word.text.hasSuffix(".apk")
            }
        case .pip: return unpinnedForPip(installation)
        case .npm: return packages.filter { !isPinnedForNpm($0.text) }
        case .gem:
            if installation.arguments.value("-v", "--version") != nil { return [] }
            return packages.prefix { $0.text != "--" }.filter { !$0.text.contains(":") && !$0.text.hasSuffix(".gem") }
        case .redHat:
            return packages.filter {
                !hasRedHatVersion($0.text) && !$0.text.isFileOrAddress && !$0.text.hasSuffix(".rpm")
            }
        case .zypper:
            return packages.filter { word in
                !word.text.contains { "=<>~".contains($0) } && !word.text.hasSuffix(".rpm")
            }
        case .go:
            return packages.prefix(installation.isGoRun ? 1 : .max).filter { isUnpinnedForGo($0.text) }
        }
    }

    /// `name-1.2`: a hyphen with a digit behind it, or with a variable at the end, as in `git-core-${VERSION}`.
    private func hasRedHatVersion(_ package: String) -> Bool {
        if zip(package, package.dropFirst()).contains(where: { $0 == "-" && $1.isNumber }) { return true }
        guard let dollar = package.firstIndex(of: "$"), package[..<dollar].hasSuffix("-") else { return false }
        return package[..<dollar].count > 1
    }

    private func unpinnedForPip(_ installation: Installation) -> [ShellCommand.Word] {
        let arguments = installation.arguments
        let fromFile = arguments.has("-r", "--requirement", "-c", "--constraint", "-e", "--editable", "--group")
        if fromFile { return [] }
        let endings = [".whl", ".tar.gz", ".tgz", ".zip", ".tar.bz2"]
        return installation.packages.filter { word in
            let text = word.text
            if text.contains("://") {
                return text.hasPrefix("git+") && !text.dropFirst("git+ssh://git@".count).contains("@")
            }
            if text.isFileOrAddress || text.hasSuffix("/") || endings.contains(where: text.hasSuffix) { return false }
            return !["==", ">=", "<=", "~=", "!=", "<", ">", "@"].contains { text.holds($0) }
        }
    }

    /// `name@1`, `@scope/name@1`, a file, or a repository at a commit.
    private func isPinnedForNpm(_ package: String) -> Bool {
        if package.hasPrefix("git") && package.contains(":") { return package.contains("#") }
        if package.isFileOrAddress || package.hasPrefix("file:") { return true }
        if package.hasSuffix(".tgz") || package.hasSuffix(".tar.gz") { return true }
        return package.dropFirst().contains("@")
    }

    /// A path with a domain is fetched; `./cmd` and `cmd/x` are the module's own.
    private func isUnpinnedForGo(_ package: String) -> Bool {
        if package.hasPrefix(".") || package.hasPrefix("/") || package.hasSuffix(".go") { return false }
        guard package.contains("@") else { return package.split(separator: "/").first?.contains(".") == true }
        return package.hasSuffix("@latest")
    }
}

extension Installation {
    /// `go run`: what stands behind its package are arguments of the program.
    var isGoRun: Bool { arguments.operands.first?.text == "run" }
}
