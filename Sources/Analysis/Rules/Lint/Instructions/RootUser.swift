import Dockerfile
import Evidence
import OCI

/// The container's program runs as root: of a Dockerfile, a stage whose last `USER` is root, or an image that is told no
/// user at all; of an image, what its configuration says.
struct RootUser: DockerfileRule, ImageRule {
    let rule = Rule(
        id: "root-user", category: .hardening, severity: .medium, title: "The container runs as root",
        why: "A program that is broken into has all that its user has: as root it may write to every file of the "
            + "container, and a flaw of the kernel or a mounted directory makes it root of the host.",
        remedy: "Make a user (RUN useradd --system --uid 10001 app) and end the Dockerfile with USER 10001.",
        knownAs: ["CIS-DI-0001", "DS-0002", "DL3002", "last-user-root"], lesson: .users)

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        named(in: dockerfile) + unnamed(in: dockerfile)
    }

    private func named(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.graph.stages.compactMap { stage in
            guard let step = dockerfile.steps(inStage: stage.index).last(where: { $0.keyword == .user }) else {
                return nil
            }
            let user = (step.inner.arguments.first ?? "").split(separator: ":").first.map(String.init) ?? ""
            guard ["root", "0"].contains(user.filter { $0 != "\"" }) else { return nil }
            let isBuilt = stage.role == .final || stage.role == .base
            return rule.finding(
                "the last USER of \(stage.label) is root", at: step, in: dockerfile,
                severity: isBuilt ? nil : .info)
        }
    }

    /// No `USER` in the stage that is the image, nor in those that it starts from. Only of official images it is known
    /// that they set none.
    private func unnamed(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        guard let target = dockerfile.graph.target, let from = dockerfile.targetFrom,
            !dockerfile.targetSteps.contains(where: { $0.keyword == .user || dropsRights($0) }),
            let base = dockerfile.baseImage(ofStage: target), !base.setsUser
        else { return [] }
        let isKnown = base.system != .other || base.official != nil
        let dropsByItself = base.official?.dropsRights == true
        let unless =
            dropsByItself
            ? ", though its start script drops root's rights" : isKnown ? "" : " unless \(base.reference) sets one"
        return [
            rule.finding(
                "no USER: the container runs as root\(unless)", at: from, in: dockerfile,
                severity: isKnown && !dropsByItself ? nil : .low)
        ]
    }

    /// Whether the program is started by one that changes the user.
    private func dropsRights(_ step: DockerfileStep) -> Bool {
        guard step.keyword == .entrypoint || step.keyword == .cmd else { return false }
        return step.inner.arguments.contains { word in
            ["gosu", "su-exec", "setpriv", "runuser", "s6-setuidgid", "chpst", "setuidgid"].contains { word.holds($0) }
        }
    }

    var collectors: [any Collector] { [AccountDatabase.collector] }

    /// Whom the image runs as, its configuration says; the Dockerfile tells of other stages.
    func findings(in image: AnalyzedImage) -> [Finding] {
        configured(image) + image.build.findingsInOtherStages(of: self)
    }

    private func configured(_ image: AnalyzedImage) -> [Finding] {
        let user = ContainerUser(image.image.config.config.user ?? "")
        guard user.isRoot(in: AccountDatabase(of: image)) else { return [] }
        let evidence = user.text.isEmpty ? "the image sets no user" : "USER \(user.text)"
        return [image.finding(rule, title: rule.title, setBy: .user, evidence: evidence)]
    }
}
