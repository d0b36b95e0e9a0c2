import Evidence

/// Source maps of scripts and style sheets.
struct SourceMaps: PathRule {
    let rule = Rule(
        id: "source-maps", category: .bloat, severity: .low, title: "Source maps are in the image",
        why:
            "A source map leads a debugger from bundled code to its source. Packages install them by the megabyte, and an "
            + "application's own shows its source to whoever can fetch it.",
        remedy: "Build without them, or delete them in the same RUN: find node_modules -name '*.map' -delete.")
    let patterns: [PathPattern] = ["*.js.map", "*.mjs.map", "*.cjs.map", "*.css.map", "*.ts.map"]
    let subject = "source maps"
}
