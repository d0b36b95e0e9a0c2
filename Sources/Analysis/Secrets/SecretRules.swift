import Evidence

/// The rules on keys, tokens and passwords.
package enum SecretRules {
    /// In the order in which they are asked and listed.
    package static let all: [any ImageRule] =
        SecretGroup.allCases.compactMap { SecretGroupRule($0) } + [SecretSearchLimits()]
}

/// A rule that reports the secrets of one group.
struct SecretGroupRule: ImageRule {
    let group: SecretGroup
    let rule: Rule

    /// nil for the group whose rule answers Dockerfiles too, and stands with those.
    init?(_ group: SecretGroup) {
        guard let rule = group.rule else { return nil }
        self.group = group
        self.rule = rule
    }

    func findings(in image: AnalyzedImage) -> [Finding] { image.secrets(of: group, told: rule) }
}

extension AnalyzedImage {
    /// The values of variables, build arguments and labels that are secrets, each where it stands first.
    ///
    /// - Parameter rule: The rule that tells them.
    package func secretVariables(told rule: Rule) -> [Finding] { secrets(of: .variable, told: rule) }

    /// The secrets of one group: one finding for each place.
    fileprivate func secrets(of group: SecretGroup, told rule: Rule) -> [Finding] {
        self[ImageSecrets.self].all.filter { $0.group == group }.map { secret in
            Finding(
                rule, title: secret.title, severity: secret.severity, path: secret.path, layer: secret.layer,
                evidence: secret.evidence, items: secret.items, confidence: secret.confidence,
                state: secret.state)
        }
    }
}

extension ImageSecrets.Located {
    /// What it is and where it stands, one line.
    fileprivate var title: String {
        let layer = layer.map { ", still in layer \($0)" } ?? ""
        return switch state {
        case .live: name
        case .deleted(let remover): "\(name), deleted in layer \(remover)\(layer)"
        case .overwritten(let writer): "\(name), overwritten in layer \(writer)\(layer)"
        case .config, .history, .label, .attestation: "\(name) in \(place)"
        }
    }
}

extension SecretGroup {
    /// The text of the rule that reports it; nil for variables, of which the rules on Dockerfiles tell.
    fileprivate var rule: Rule? {
        switch self {
        case .privateKey:
            Rule(
                id: "secret-private-key", category: .secret, severity: .critical, title: "Private key",
                why: "A private key proves an identity: whoever pulls the image can sign, decrypt or log in "
                    + "with it. Deleting the file in a later layer leaves it in the layer that stored it.",
                remedy: "Make a new key and revoke this one. Give keys to a build with RUN --mount=type=secret or"
                    + " --mount=type=ssh, and to a container when it starts.")
        case .cloud:
            Rule(
                id: "secret-cloud-key", category: .secret, severity: .critical, title: "Key of a cloud provider",
                why: "A key of a cloud account opens machines, storage and bills to everyone who can pull the "
                    + "image.",
                remedy: "Revoke the key now. Use the identity that the platform gives to the container, or pass "
                    + "the key when it starts; for a build, RUN --mount=type=secret.")
        case .sourceHosting:
            Rule(
                id: "secret-source-hosting-token", category: .secret, severity: .critical,
                title: "Token of source hosting or a build service",
                why: "The token lets others read private sources, or push code that your builds will run.",
                remedy: "Revoke the token now. For a build that fetches private sources use RUN "
                    + "--mount=type=secret or --mount=type=ssh.")
        case .registry:
            Rule(
                id: "secret-registry-token", category: .secret, severity: .critical,
                title: "Token of a package or image registry",
                why: "With the token others can publish packages or images under your name.",
                remedy: "Revoke the token now. Pass it to the install step with RUN --mount=type=secret, and "
                    + "write no file with it.")
        case .artificialIntelligence:
            Rule(
                id: "secret-model-service-key", category: .secret, severity: .critical, title: "Key of a model service",
                why: "Whoever pulls the image can use the service at your cost, and may read what you stored "
                    + "there.",
                remedy: "Revoke the key now, and give it to the container when it starts.")
        case .payment:
            Rule(
                id: "secret-payment-key", category: .secret, severity: .critical, title: "Key of a payment service",
                why: "The key moves money and shows customers' data.",
                remedy: "Revoke the key now, and give it to the container when it starts. Keys of test accounts "
                    + "belong there as well.")
        case .messaging:
            Rule(
                id: "secret-messaging-token", category: .secret, severity: .high,
                title: "Token of a chat or mail service",
                why: "With the token others can read channels, or write messages and mail in your name.",
                remedy: "Revoke the token now, and give it to the container when it starts.")
        case .infrastructure:
            Rule(
                id: "secret-infrastructure-token", category: .secret, severity: .critical,
                title: "Token of infrastructure, a secret store or monitoring",
                why: "Such a token opens other secrets, the state of machines, or their measurements.",
                remedy: "Revoke the token now, and let the container authenticate by its own identity or get the "
                    + "token when it starts.")
        case .service:
            Rule(
                id: "secret-service-token", category: .secret, severity: .high, title: "Token of an online service",
                why: "Whoever pulls the image can act in the service as you.",
                remedy: "Revoke the token now, and give it to the container when it starts.")
        case .webToken:
            Rule(
                id: "secret-web-token", category: .secret, severity: .medium,
                title: "Web token or Authorization header",
                why: "A signed token is as good as a login until it expires; some never do.",
                remedy: "Let it expire or revoke it, and give tokens to a container when it starts.")
        case .database:
            Rule(
                id: "secret-database-password", category: .secret, severity: .high, title: "Address with a password",
                why: "An address with user and password opens the database, queue or registry to everyone who "
                    + "can reach it.",
                remedy: "Change the password, and give the address to the container when it starts; for a build, "
                    + "RUN --mount=type=secret.")
        case .credentialFile:
            Rule(
                id: "secret-credential-file", category: .secret, severity: .high, title: "File of credentials",
                why: "The file exists to hold credentials, and programs use it without asking.",
                remedy: "Change what is in it, and keep it out of the image: name it in .dockerignore, mount it "
                    + "with RUN --mount=type=secret for the step that needs it.")
        case .assignment:
            Rule(
                id: "secret-assigned-password", category: .secret, severity: .high,
                title: "Password or key by its name",
                why: "A value stands behind a name that says it is secret.",
                remedy: "If it is in use, change it, and read it from the environment or a mounted file when the "
                    + "container starts.")
        case .variable: nil
        case .keyStore:
            Rule(
                id: "secret-key-store", category: .secret, severity: .medium, title: "Key store",
                why: "The file holds private keys or passwords, and only a password protects them from whoever"
                    + " pulls the image.",
                remedy: "Keep the file out of the image and mount it when the container starts.")
        }
    }
}
