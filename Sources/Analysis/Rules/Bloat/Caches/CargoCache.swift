import Evidence

/// What cargo downloads.
struct CargoCache: CacheRule {
    let rule = Rule(
        id: "cargo-cache", category: .bloat, severity: .medium, title: "cargo's registry is kept",
        why: "cargo keeps the index, the archives and the sources of all crates. A program that is built needs none "
            + "of them.",
        remedy: "Build in a builder stage and COPY --from the program, with RUN "
            + "--mount=type=cache,target=/usr/local/cargo/registry.", isFreeToRemove: true)
    let patterns: [PathPattern] = [
        ".cargo/registry/**", ".cargo/git/**", "/usr/local/cargo/registry/**", "/usr/local/cargo/git/**",
        ".cargo/.global-cache", "/usr/local/cargo/.global-cache",
    ]
    let subject = "cargo's downloads"
}
