import Evidence

/// Tests of installed Python packages, and Python's own.
struct PythonTests: PathRule {
    let rule = Rule(
        id: "python-tests", category: .bloat, severity: .medium, title: "Tests of Python packages are installed",
        why:
            "Many packages install their test suites, some of them with data: a quarter of a scientific environment. Only "
            + "their own developers run them.",
        remedy:
            "Delete them in the RUN that installs: find … -type d -name tests -prune -exec rm -rf {} +; or choose a "
            + "slim base, whose Python has no test suite.")
    let patterns: [PathPattern] = [
        "site-packages/**/tests/**", "dist-packages/**/tests/**", "lib/python3.*/test/**", "lib/python2.*/test/**",
        "lib/python3.*/idlelib/idle_test/**", "lib/python3.*/unittest/test/**",
    ]
    let subject = "tests of Python packages"
}
