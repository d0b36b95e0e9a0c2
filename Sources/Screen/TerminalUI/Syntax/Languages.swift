extension Language {
    /// All languages that are known.
    public static let all = [dockerfile, json, yaml, toml, shell, python]

    static let dockerfile = Language(
        name: "Dockerfile", files: ["dockerfile", "containerfile"], suffixes: [".dockerfile", ".containerfile"],
        keywords: [
            "from", "run", "cmd", "label", "maintainer", "expose", "env", "add", "copy", "entrypoint", "volume", "user",
            "workdir", "arg", "onbuild", "stopsignal", "healthcheck", "shell",
        ],
        keywordsLead: true, comment: .atLine, quotes: [Quote("\""), Quote("'", escapes: false)], nameEnd: 0x3d,
        hasVariables: true, hasHeredocs: true, continues: true)

    /// JSON, for which the viewer has a layout of its own too.
    public static let json = Language(
        name: "JSON", files: [], suffixes: [".json", ".jsonl", ".webmanifest", ".ipynb"],
        keywords: ["true", "false", "null"], quotes: [Quote("\"")], nameEnd: 0x3a)

    static let yaml = Language(
        name: "YAML", files: [], suffixes: [".yaml", ".yml"],
        keywords: ["true", "false", "null", "yes", "no", "on", "off"], comment: .atWord,
        quotes: [Quote("\"", spansLines: true), Quote("'", escapes: false, spansLines: true)], nameEnd: 0x3a,
        namesLead: true, hasBlocks: true)

    static let toml = Language(
        name: "TOML", files: ["cargo.lock", "poetry.lock", "pipfile"], suffixes: [".toml"],
        keywords: ["true", "false", "inf", "nan"], comment: .anywhere,
        quotes: [
            Quote("\"\"\"", spansLines: true), Quote("'''", escapes: false, spansLines: true), Quote("\""),
            Quote("'", escapes: false),
        ],
        nameEnd: 0x3d, namesLead: true, hasSections: true)

    static let shell = Language(
        name: "shell",
        files: [".bashrc", ".bash_profile", ".profile", ".zshrc", "bash.bashrc", "profile", ".env", "apkbuild"],
        suffixes: [".sh", ".bash", ".zsh", ".ksh", ".env"], interpreters: ["sh", "bash", "dash", "ash", "ksh", "zsh"],
        keywords: [
            "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "in", "function",
            "return", "exit", "local", "export", "readonly", "unset", "set", "shift", "trap", "exec", "eval", "break",
            "continue", "source",
        ],
        definers: ["function"], comment: .atWord,
        quotes: [Quote("\"", spansLines: true), Quote("'", escapes: false, spansLines: true)], nameEnd: 0x3d,
        hasVariables: true, hasHeredocs: true)

    static let python = Language(
        name: "Python", files: ["sconstruct"], suffixes: [".py", ".pyi", ".pyw"],
        interpreters: ["python", "pypy"],
        keywords: [
            "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
            "del",
            "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
            "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
        ],
        definers: ["def", "class"], comment: .anywhere,
        quotes: [
            Quote("\"\"\"", spansLines: true), Quote("'''", spansLines: true), Quote("\""), Quote("'"),
        ])
}
