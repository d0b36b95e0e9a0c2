import Dockerfile
import Packages
import Rules

/// The packages of the system that the author's instructions install by name.
struct RequestedPackages {
    /// A name of an installation.
    struct Request: Hashable {
        /// The package, without version, architecture and release.
        let name: String
        /// The word as it was written, `nginx=1.22.1-9`.
        let word: String
    }

    /// In the order of the instructions, each name once.
    private(set) var requests: [Request] = []
    /// Words of installations that no package manager's archive answers: files, addresses, variables.
    private(set) var unknown: [String] = []

    /// Options of package managers whose value is the next word: apt-get(8), apk(8).
    private static let valued: Set<String> = [
        "-t", "--target-release", "--default-release", "-o", "--option", "-c", "--config-file", "-a",
        "--host-architecture", "-X", "--repository", "--virtual", "--setopt",
    ]

    init(of steps: [BuildRecipe.Step]) {
        for command in steps.flatMap(\.commands) { add(command) }
    }

    private mutating func add(_ command: ShellCommand) {
        guard command.installsSystemPackages || command.name == "dpkg" else { return }
        let isDpkg = command.name == "dpkg"
        var operands: [ShellCommand.Word] = []
        var isValue = false
        for word in command.arguments {
            if isValue {
                isValue = false
            } else if RequestedPackages.valued.contains(word.text) {
                isValue = true
            } else if !word.text.hasPrefix("-") {
                operands.append(word)
            }
        }
        let installs = isDpkg ? command.arguments.contains { ["-i", "--install"].contains($0.text) } : false
        if !installs {
            guard let verb = operands.first?.text, ["install", "add"].contains(verb) else { return }
            operands.removeFirst()
        }
        for word in operands { add(word) }
    }

    private mutating func add(_ word: ShellCommand.Word) {
        let isFile = word.text.contains("/") && (word.text.hasPrefix(".") || word.text.hasPrefix("/"))
        guard !word.hasExpansion, !isFile, !word.text.hasSuffix(".deb"), !word.text.hasSuffix(".rpm") else {
            if !unknown.contains(word.text) { unknown.append(word.text) }
            return
        }
        let name = String(word.text.prefix { !"=~<>@/:".contains($0) })
        guard !name.isEmpty, !requests.contains(where: { $0.name == name }) else { return }
        requests.append(Request(name: name, word: word.text))
    }

    /// The version that the author fixed, as an installation says it: `nginx=1.22.1-9`; the name alone where there is none.
    func word(for package: Package) -> String {
        requests.first { $0.name == package.name && $0.word.contains("=") }?.word ?? package.name
    }
}

extension Package {
    /// Whether it is for building, fetching or reading about programs: by the section of Debian's archive that it is filed
    /// under (Debian policy 2.4), or by its name where the section is a language's.
    ///
    /// What runs may still reach one; nothing else makes it worth installing.
    var isForBuilding: Bool {
        if let section, Package.buildSections.contains(section.split(separator: "/").last.map(String.init) ?? "") {
            return true
        }
        return Package.buildEndings.contains { name.hasSuffix($0) } || Package.buildNames.contains(name)
            || Package.buildStarts.contains { name.hasPrefix($0) }
    }

    /// Whether it is a language's interpreter, which build tools bring along.
    var isInterpreter: Bool {
        ["python3", "python3-minimal", "perl", "ruby", "nodejs", "php-cli", "tcl", "lua5.4", "lua5.3"].contains(name)
    }

    private static let buildSections: Set<String> = ["debug", "devel", "doc", "libdevel", "vcs"]
    private static let buildEndings = [
        "-dev", "-devel", "-headers", "-jdk", "-jdk-headless", "-doc", "-dbg", "-dbgsym", "-debuginfo",
    ]
    private static let buildStarts = ["gcc-", "g++-", "golang-", "clang-", "llvm-", "binutils", "linux-headers"]
    private static let buildNames: Set<String> = [
        "ant", "apt-transport-https", "apt-utils", "autoconf", "automake", "build-base", "build-essential", "bundler",
        "cargo", "cmake", "composer", "curl", "cython3", "dirmngr", "dpkg-dev", "file", "g++", "gcc", "ghc", "git",
        "gnupg",
        "gnupg2", "go", "golang", "gpg", "gpg-agent", "gradle", "less", "libtool", "lsb-release", "m4", "make", "maven",
        "meson",
        "mono-mcs", "nano", "ninja", "ninja-build", "node-gyp", "npm", "ocaml", "opam", "openssh-client", "patch",
        "pkg-config", "pkgconf", "python3-build", "python3-pip", "python3-pip-whl", "python3-poetry", "python3-venv",
        "python3-virtualenv", "python3-wheel", "rsync", "ruby-bundler", "rust", "rustc", "software-properties-common",
        "subversion", "sudo", "unzip", "vim", "vim-tiny", "virtualenv", "wget", "xz-utils", "yarn", "yarnpkg", "zip",
    ]
}
