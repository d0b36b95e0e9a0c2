import Evidence
import FoundationEssentials

/// The rules of this room, in the order in which they are asked and listed.
package enum RuleTable {
    /// Bytes that the final tree does not show.
    package static let waste: [any ImageRule] = [
        WasteDeleted(), WasteOverwritten(), WasteOpaque(), WasteReplaced(), WasteMetadataCopy(),
        WasteIdenticalRewrite(),
    ]

    /// Bytes that the image shows and does not need.
    package static let bloat: [any ImageRule] = [
        AptLists(), AptCache(), DpkgLeftovers(), ApkCache(), DnfCache(), YumCache(), ZypperCache(),
        PipCache(), UvCache(), NpmCache(), YarnCache(), PnpmStore(), CargoCache(), GoModuleCache(), GoBuildCache(),
        MavenRepository(), GradleCache(), ComposerCache(), GemCache(), TaggedCache(),
        PythonByteCode(), PythonTests(), PythonInstallers(), SeveralPythons(), CopiedVirtualEnvironment(),
        DevelopmentDependencies(), CopiedNodeModules(), SourceMaps(),
        Compilers(), Headers(), StaticLibraries(), DebugSymbols(),
        Documentation(), ManualPages(), InfoPages(), Locales(),
        VersionControl(), ContextLitter(), Logs(), SparseLoginLogs(), TemporaryFiles(), CoreDumps(),
        DuplicateFiles(), ModelWeightsTwice(),
    ]

    /// What the lessons on multi-stage builds teach, as far as it needs the image; rules on Dockerfiles teach the rest.
    package static let lessons: [any ImageRule] = [
        FullBaseImage(), SingleStageBuild(), DependenciesAfterCode(), NoDockerignore(), InstallKeepsCache(),
        CopiesTooMuch(),
    ]

    /// What makes a container easier to attack.
    package static let hardening: [any ImageRule] = [
        RootUserRule(), RootGroupRule(), UnknownUserRule(), EmptyPasswordRule(), PasswordHashRule(),
        DuplicateAccountRule(), SecondRootRule(), SudoRule(), PasswordlessSudoRule(), AuthorizedKeysRule(),
        SSHHostKeyRule(), SSHServerRule(),
        HealthcheckRule(), RemoteAccessPortRule(), PrivilegedPortRule(), SystemVolumeRule(), ShellFormRule(),
        SearchPathRule(),
        SetIDRule(), FileCapabilitiesRule(), WorldWritableProgramRule(), WorldWritableFileRule(),
        WorldWritableDirectoryRule(), CredentialFileRule(), DevelopmentFileRule(), DeviceFileRule(),
        PackageManagerRule(), ShellRule(),
        AddInstructionRule(), UpdateAloneRule(), DistributionUpgradeRule(), SudoInRunRule(), WorldWritableChmodRule(),
        MovingTagRule(), MovingBaseRule(), BaseAgeRule(), PackageAgeRule(),
        ImageAgeRule(now: { Int64(Date().timeIntervalSince1970) }),
    ]

    /// How a Dockerfile is written.
    ///
    /// Severities by meaning, not by hadolint's levels: *high*, the build fails, the container does something else than
    /// the file says, or a secret gets out; *medium*, the image can't be built again the same, fails unnoticed, or is
    /// easier to attack; *low*, it is larger or slower to build than need be, or the file misleads; *info*, style.
    package static let dockerfile: [any DockerfileRule] =
        stageRules + instructionRules + commandRules + packageRules + styleRules

    /// The ids of the rules whose lesson on images says the same, with what it cost.
    static let rulesWithLessons: Set<String> = ["missing-cache-mount", "code-before-dependencies"]

    /// The ids of the rules that a Dockerfile made from the history answers: that has neither the stages nor the style
    /// of the real one.
    static let historyRuleIDs: Set<String> = {
        let unknown: Set<String> = [
            "syntax-fault", "instruction-order", "copy-destination", "forbidden-trigger",
        ]
        return Set((instructionRules + commandRules + packageRules).map(\.rule.id)).subtracting(unknown)
    }()

    private static let stageRules: [any DockerfileRule] = [
        UntaggedBase(), LatestBase(), ConstantPlatform(), RedundantPlatform(), UnknownPlatform(), DuplicateStage(),
        ReservedStage(), StageWithoutUse(), CopyFromUnknown(), CopyFromSelf(), CopyWholeFilesystem(),
        UndefinedArgumentInFrom(), InvalidDefaultArgument(), UntrustedRegistry(),
    ]

    private static let instructionRules: [any DockerfileRule] = [
        SyntaxFault(), InstructionOrder(), RelativeWorkdir(), CopyRelativeDestination(), CopyDestination(),
        IgnoredSource(), AddForCopy(), AddForArchive(), SecretVariable(), SelfReference(), RootUser(), NamedUser(),
        ShellForm(), HealthcheckShellForm(), PortRange(), PublishedPort(), ProtocolCase(), ForbiddenTrigger(),
        LabelKey(), Maintainer(),
        RepeatedInstruction(.cmd, severity: .medium, knownAs: "DL4003"),
        RepeatedInstruction(.entrypoint, severity: .medium, knownAs: "DL4004"),
        RepeatedInstruction(.healthcheck, severity: .medium, knownAs: "DL3012"),
    ]

    private static let commandRules: [any DockerfileRule] = [
        Sudo(), PointlessCommand(), ChangedDirectory(), LinkedShell(), LostPipeStatus(), UserLog(), WgetProgress(),
        WgetAndCurl(), ConsecutiveRuns(), CodeBeforeDependencies(), MissingCacheMount(),
    ]

    private static let packageRules: [any DockerfileRule] = [
        KeptAptLists(), AptUpdateAlone(), AptForScripts(), RecommendedPackages(), ReleaseUpgrade(), KeptApkCache(),
        KeptPipCache(), KeptYarnCache(),
        UncleanedInstall(
            .yum, fills: ["install"], severity: .low, remedy: "End the same RUN with && yum clean all.",
            knownAs: "DL3032"),
        UncleanedInstall(
            .zypper, fills: ["install", "in"], severity: .low, remedy: "End the same RUN with && zypper clean --all.",
            knownAs: "DL3036"),
        UncleanedInstall(
            .dnf, fills: ["install"], severity: .low, remedy: "End the same RUN with && dnf clean all.",
            knownAs: "DL3040"),
        UnconfirmedInstall(.apt, knownAs: "DL3014"), UnconfirmedInstall(.yum, knownAs: "DL3030"),
        UnconfirmedInstall(.zypper, knownAs: "DL3034"), UnconfirmedInstall(.dnf, knownAs: "DL3038"),
        UnpinnedPackages(.apt, .apt, example: "apt-get install nginx=1.22.1-9", knownAs: "DL3008"),
        UnpinnedPackages(.pip, .pip, example: "pip install flask==3.0.3, or -r requirements.txt", knownAs: "DL3013"),
        UnpinnedPackages(.npm, .npm, example: "npm install express@4.19.2", knownAs: "DL3016"),
        UnpinnedPackages(.apk, .apk, example: "apk add nginx=1.26.1-r0", knownAs: "DL3018"),
        UnpinnedPackages(.gem, .gem, example: "gem install rake:13.2.1", knownAs: "DL3028"),
        UnpinnedPackages(.yum, .redHat, example: "yum install nginx-1.20.1", knownAs: "DL3033"),
        UnpinnedPackages(.zypper, .zypper, example: "zypper install nginx=1.21.5", knownAs: "DL3037"),
        UnpinnedPackages(.dnf, .redHat, example: "dnf install nginx-1.20.1", knownAs: "DL3041"),
        UnpinnedPackages(.go, .go, example: "go install example.com/tool@v1.2.3", knownAs: "DL3062"),
    ]

    private static let styleRules: [any DockerfileRule] = [
        StageNameCase(), FromAsCase(), InstructionCase(), EmptyContinuation(), LegacyKeyValue(), UndefinedVariable(),
        DefinitionDescription(),
    ]
}
