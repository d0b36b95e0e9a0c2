import Evidence

/// A user with the number 0 whose name is not root.
struct SecondRootRule: ImageRule {
    let rule = Rule(
        id: "second-root", category: .hardening, severity: .high, title: "A second user has UID 0",
        why: "The kernel asks for the number, not for the name: such a user is root, and nobody looks for it. Back "
            + "doors are made this way.",
        remedy: "Delete the user, or give it a number of its own: RUN usermod --uid 10001 NAME.",
        knownAs: ["DKL-LI-0002"])

    var collectors: [any Collector] { [AccountDatabase.collector] }

    func findings(in image: AnalyzedImage) -> [Finding] {
        let layer = image.file(at: "etc/passwd")?.reference.layer
        return AccountDatabase(of: image).users.filter { $0.userID == 0 && $0.name != "root" }.map { user in
            Finding(
                rule, title: "\(user.name) is root by its UID 0", path: Array("etc/passwd".utf8), layer: layer,
                evidence: "\(user.name): UID 0, shell \(user.shell.isEmpty ? "/bin/sh" : user.shell)")
        }
    }
}
