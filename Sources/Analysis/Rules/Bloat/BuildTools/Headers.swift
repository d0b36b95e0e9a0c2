import Evidence

/// Headers and other files that only building against a library needs.
struct Headers: PathRule {
    let rule = Rule(
        id: "headers", category: .bloat, severity: .medium, title: "Headers and development files are in the image",
        why:
            "Headers and the files of -dev packages are for compiling against a library; running needs the library alone.",
        remedy: "Install -dev packages in a builder stage only, and in the final stage the packages of the libraries "
            + "themselves (libpq5 for libpq-dev).")
    let patterns: [PathPattern] = [
        "/usr/include/**", "/usr/local/include/**", "lib/pkgconfig/**", "/usr/share/pkgconfig/**",
        "/usr/share/aclocal/**",
    ]
    let subject = "headers and development files"

    /// What the paths tell, and all files of -dev packages but for static libraries.
    func files(in image: AnalyzedImage) -> [PathIndex.File] {
        let byPath = matches(in: image)
        let known = Set((byPath + image.paths.files(of: StaticLibraries.id)).map(\.path))
        return byPath
            + image.files(ofPackages: { $0.hasSuffix("-dev") || $0.hasSuffix("-devel") }).filter {
                !known.contains($0.path)
            }
    }

    func evidence(on files: [PathIndex.File], in image: AnalyzedImage) -> String {
        PackageSentence.of(files, in: image)
    }
}
