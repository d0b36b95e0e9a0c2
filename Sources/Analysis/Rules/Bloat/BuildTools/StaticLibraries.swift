import Evidence

/// Libraries that only linking a program needs.
struct StaticLibraries: PathRule {
    static let id = "static-libraries"

    let rule = Rule(
        id: StaticLibraries.id, category: .bloat, severity: .medium, title: "Static libraries are in the image",
        why: "A static library is copied into programs when they are linked. Nothing opens it when they run.",
        remedy: "Link in a builder stage and COPY --from the program; in the final stage install no -dev packages.")
    let patterns: [PathPattern] = ["lib*.a", "lib*.la"]
    let subject = "static libraries"

    func evidence(on files: [PathIndex.File], in image: AnalyzedImage) -> String {
        PackageSentence.of(files, in: image)
    }
}
