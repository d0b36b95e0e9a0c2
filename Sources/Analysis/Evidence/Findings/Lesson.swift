/// A lesson of the course on images and multi-stage builds: what a learner understands after it. A rule names the one
/// that teaches what it is about.
public enum Lesson: Int, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    case layers = 1
    case instructions, deletions, metadata, order, dockerignore, caches, bases, stages, copies, story, cacheMounts
    case virtualEnvironments, environment, deletedSecrets, arguments, users, startingPrograms, targets, scopes, sizes
    case reproducibility, series, exam

    /// Its idea, in a few words.
    public var title: String {
        switch self {
        case .layers: "an image is a stack of layers"
        case .instructions: "which instructions store bytes"
        case .deletions: "a later rm hides"
        case .metadata: "a copy for a bit"
        case .order: "order and the cache"
        case .dockerignore: "what .dockerignore keeps out"
        case .caches: "caches that stay"
        case .bases: "base images"
        case .stages: "a stage"
        case .copies: "COPY --from carries what is named"
        case .story: "the story of 1.2 GB to 95 MB"
        case .cacheMounts: "cache mounts and bind mounts"
        case .virtualEnvironments: "uv and virtual environments in a builder"
        case .environment: "secrets in ENV and history"
        case .deletedSecrets: "secrets in deleted files"
        case .arguments: "ARG, provenance, secret mounts"
        case .users: "who runs it"
        case .startingPrograms: "health check, exec form, signals"
        case .targets: "targets and unused stages"
        case .scopes: "ARG before FROM, scopes"
        case .sizes: "three sizes"
        case .reproducibility: "the same Dockerfile, another digest"
        case .series: "the story of 1.09 GB to 56.5 MB"
        case .exam: "an image that nobody documented"
        }
    }

    /// Its number in the course, and its idea.
    public var description: String { "\(rawValue), \(title)" }
}
