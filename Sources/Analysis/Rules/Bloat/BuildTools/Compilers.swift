import Evidence

/// Compilers and what works with them.
struct Compilers: PathRule {
    let rule = Rule(
        id: "compilers", category: .bloat, severity: .high, title: "Compilers and build tools are in the image",
        why:
            "Compilers, linkers and make are needed to build, not to run: over a hundred megabytes, and tools for whoever "
            + "breaks in.",
        remedy:
            "Build in a stage of its own and COPY --from only what was built; or install and purge the tools in the "
            + "same RUN.", lesson: .stages)
    let patterns: [PathPattern] =
        [
            "/usr/lib/gcc/**", "/usr/libexec/gcc/**", "/usr/lib/gcc-cross/**", "/usr/lib/llvm-*/bin/**",
            "/usr/lib/llvm-*/lib/clang/**", "/usr/lib/bfd-plugins/**", "/usr/local/go/**", "/usr/lib/go-*/**",
            "/usr/lib/go/**",
            "/usr/local/rustup/toolchains/**", ".rustup/toolchains/**",
        ] + Compilers.programs.map { PathPattern("/usr/bin/\($0)") } + ["/usr/local/bin/cmake", "/usr/local/bin/make"]
    let subject = "compilers and build tools"

    private static let programs = [
        "gcc", "gcc-*", "g++", "g++-*", "cc", "c++", "cpp", "cpp-*", "c89", "c99", "clang", "clang-*", "clang++*",
        "make", "gmake", "cmake", "ninja", "ld", "ld.*", "as", "gold", "ranlib", "x86_64-linux-gnu-*",
        "aarch64-linux-gnu-*", "arm-linux-gnueabihf-*", "i686-linux-gnu-*", "riscv64-linux-gnu-*",
        "powerpc64le-linux-gnu-*", "s390x-linux-gnu-*", "x86_64-alpine-linux-musl-*", "aarch64-alpine-linux-musl-*",
    ]

    private static let packages: Set<String> = [
        "build-essential", "build-base", "make", "cmake", "cmake-data", "ninja-build", "dpkg-dev", "libcc1-0",
        "cargo", "rust", "go",
    ]

    /// What the paths tell, and all files of the packages that bring compilers.
    func files(in image: AnalyzedImage) -> [PathIndex.File] {
        let byPath = matches(in: image)
        let known = Set(byPath.map(\.path))
        return byPath + image.files(ofPackages: Compilers.isCompiler).filter { !known.contains($0.path) }
    }

    func evidence(on files: [PathIndex.File], in image: AnalyzedImage) -> String {
        PackageSentence.of(files, in: image)
    }

    /// The names of Debian's, Alpine's and the RPM distributions' packages; `gcc-14-base` is a text that libgcc needs.
    private static func isCompiler(_ name: String) -> Bool {
        if packages.contains(name) { return true }
        let families = ["gcc", "g++", "cpp", "gfortran", "clang", "binutils", "gcc-c++", "rustc", "golang"]
        return families.contains { name == $0 || name.hasPrefix($0 + "-") } && !name.hasSuffix("-base")
            && !name.hasSuffix("-doc")
    }
}
