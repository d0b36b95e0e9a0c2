extension RuleCatalog {
    /// How a Dockerfile is written.
    public static let dockerfileRules: [any DockerfileRule] = []
}
