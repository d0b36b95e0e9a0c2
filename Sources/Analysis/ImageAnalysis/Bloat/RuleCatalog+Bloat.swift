extension RuleCatalog {
    /// Bytes that the image shows and does not need.
    static let bloatRules: [any ImageRule] =
        systemPackageRules + toolCacheRules + languageRules + buildToolRules + documentationRules + litterRules + [
            DuplicateFiles(), ModelWeightsTwice(),
        ]

    private static let systemPackageRules: [any ImageRule] = [
        AptLists(), AptCache(), DpkgLeftovers(), ApkCache(), DnfCache(), YumCache(), ZypperCache(),
    ]

    private static let toolCacheRules: [any ImageRule] = [
        PipCache(), UvCache(), NpmCache(), YarnCache(), PnpmStore(), CargoCache(), GoModuleCache(), GoBuildCache(),
        MavenRepository(), GradleCache(), ComposerCache(), GemCache(), TaggedCache(),
    ]

    private static let languageRules: [any ImageRule] = [
        PythonByteCode(), PythonTests(), PythonInstallers(), SeveralPythons(), CopiedVirtualEnvironment(),
        DevelopmentDependencies(), CopiedNodeModules(), SourceMaps(),
    ]

    private static let buildToolRules: [any ImageRule] = [
        Compilers(), Headers(), StaticLibraries(), DebugSymbols(),
    ]

    private static let documentationRules: [any ImageRule] = [
        Documentation(), ManualPages(), InfoPages(), Locales(),
    ]

    private static let litterRules: [any ImageRule] = [
        VersionControl(), ContextLitter(), Logs(), SparseLoginLogs(), TemporaryFiles(), CoreDumps(),
    ]

    /// The patterns of all rules that paths tell.
    static let pathPatterns = bloatRules.compactMap { $0 as? any PathRule }
        .map { (id: $0.rule.id, patterns: $0.patterns) }
}
