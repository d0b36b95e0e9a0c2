import Evidence

/// What installs Python packages.
struct PythonInstallers: PathRule {
    let rule = Rule(
        id: "python-installers", category: .bloat, severity: .low, title: "pip and setuptools are in the final image",
        why:
            "What is installed needs pip and setuptools no more, with few exceptions. They are some 20 MB, and tools for "
            + "whoever breaks in.",
        remedy: "Install in a builder stage and COPY --from the virtual environment, made with python -m venv "
            + "--without-pip, or by uv, which needs none.")
    let patterns: [PathPattern] =
        ["site-packages", "dist-packages"].flatMap { directory in
            ["pip", "setuptools", "pkg_resources", "wheel", "_distutils_hack"].map {
                PathPattern("\(directory)/\($0)/**")
            }
                + ["pip-*.dist-info", "setuptools-*.dist-info", "wheel-*.dist-info"].map {
                    PathPattern("\(directory)/\($0)/**")
                }
        } + ["ensurepip/_bundled/**", "/usr/share/python-wheels/**"]
    let subject = "pip, setuptools and wheel"
}
