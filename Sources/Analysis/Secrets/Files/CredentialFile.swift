import Evidence

/// A file whose format makes its values secrets, told by its path.
enum CredentialFile: Sendable, Hashable {
    case environment, netrc, pgpass, htpasswd, dockerConfig, kubeConfig, kubernetesSecret, gitCredentials, gitConfig
    case npmrc, pypirc, mysqlOptions, terraformState, awsCredentials, vaultToken, cargoCredentials
    case gemCredentials, rclone, pgbouncer, saslPasswords, pppSecrets, mailPasswords, mailClient

    /// The format of the file at that path; nil for all others.
    init?(_ path: FilePath) {
        let name = path.name.asciiLowercased
        func isIn(_ directory: String) -> Bool { path.lowercased.contains(directory) }
        switch name {
        case ".netrc", "_netrc": self = .netrc
        case ".pgpass", "pgpass.conf": self = .pgpass
        case ".htpasswd", "htpasswd": self = .htpasswd
        case ".dockercfg", ".dockerconfigjson": self = .dockerConfig
        case "config.json" where isIn(".docker") || isIn("kaniko"): self = .dockerConfig
        case "auth.json" where isIn("containers"): self = .dockerConfig
        case "kubeconfig", "kubelet.conf": self = .kubeConfig
        case "config" where isIn(".kube"), "admin.conf" where isIn("kubernetes"): self = .kubeConfig
        case ".git-credentials",
            "credentials" where isIn("git"):
            self = .gitCredentials
        case "config" where isIn(".git"), ".gitconfig": self = .gitConfig
        case ".npmrc", "npmrc", ".yarnrc", ".yarnrc.yml": self = .npmrc
        case ".pypirc": self = .pypirc
        case ".my.cnf", "my.cnf", ".mylogin.cnf", "debian.cnf": self = .mysqlOptions
        case "credentials" where isIn(".aws"), "config" where isIn(".aws"): self = .awsCredentials
        case "credentials" where isIn(".gem"): self = .gemCredentials
        case "rclone.conf": self = .rclone
        case "userlist.txt" where isIn("pgbouncer"): self = .pgbouncer
        case "chap-secrets", "pap-secrets": self = .pppSecrets
        case "passwd.client": self = .mailPasswords
        case ".msmtprc", "msmtprc", ".fetchmailrc", "fetchmailrc", ".mpoprc": self = .mailClient
        case ".vault-token": self = .vaultToken
        case "credentials" where isIn(".cargo"), "credentials.toml" where isIn(".cargo"): self = .cargoCredentials
        default:
            if name == ".env" || name.hasPrefix(".env.") || name.hasSuffix(".env") {
                self = .environment
            } else if name.hasPrefix("sasl_passwd") || name.hasPrefix("sasl-passwd") {
                self = .saslPasswords
            } else if name.holds(".tfstate") {
                self = .terraformState
            } else if name.hasSuffix(".htpasswd") || name.hasPrefix(".htpasswd") {
                self = .htpasswd
            } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix(".json") {
                self = .kubernetesSecret
            } else {
                return nil
            }
        }
    }

    /// The secrets of a file of the format.
    func secrets(in text: SecretText) -> [SecretSearch.Found] {
        switch self {
        case .environment: values(in: text, "environment-file", isSecret: SecretName.isSecretVariable)
        case .netrc: netrc(text, names: ["password"], "netrc-password")
        case .pgpass: pgpass(text)
        case .htpasswd: htpasswd(text)
        case .dockerConfig: dockerConfig(text)
        case .kubeConfig:
            values(in: text, "kube-config") { ["token", "password", "id-token", "refresh-token"].contains($0) }
        case .kubernetesSecret: kubernetesSecret(text)
        case .gitCredentials: addresses(in: text, "git-credentials")
        case .gitConfig: addresses(in: text, "git-remote") + gitHeaders(text)
        case .npmrc:
            values(in: text, "npm-config") { name in
                ["_authtoken", "_auth", "_password", "npmauthtoken", "npmauthident"].contains { name.hasSuffix($0) }
            }
        case .pypirc: values(in: text, "pypi-config") { $0 == "password" }
        case .mysqlOptions: values(in: text, "mysql-options") { $0 == "password" }
        case .terraformState: values(in: text, "terraform-state", isSecret: SecretName.isSecret)
        case .awsCredentials:
            values(in: text, "aws-credentials") { ["aws_session_token", "aws_security_token"].contains($0) }
        case .vaultToken: whole(text, "vault-token-file")
        case .gemCredentials: values(in: text, "gem-credentials") { $0.hasSuffix("_api_key") }
        case .rclone:
            values(in: text, "rclone-config") { ["pass", "password", "token", "secret_access_key"].contains($0) }
        case .pgbouncer: pgbouncer(text)
        case .saslPasswords: columns(text, "sasl-password", column: 1, of: 2, isLogin: true)
        case .pppSecrets: columns(text, "ppp-secret", column: 2, of: 3, isLogin: false)
        case .mailPasswords: mailPasswords(text)
        case .mailClient: netrc(text, names: ["password", "pass"], "mail-client-password")
        case .cargoCredentials: values(in: text, "cargo-credentials") { $0 == "token" }
        }
    }
}

extension SecretFamily {
    /// What files of known formats hold. They are found by their paths and not by anchors.
    static let credentialFiles: [SecretFamily] = [
        file("gem-credentials", "Key in RubyGems' credentials", .critical),
        file("rclone-config", "Login in rclone's configuration"),
        file("pgbouncer-password", "Password in PgBouncer's user list", group: .database),
        file("sasl-password", "Login of Postfix at another server"), file("ppp-secret", "Secret of a dial-up login"),
        file("mail-client-password", "Password in a mail client's configuration"),
        file("openpgp-key", "OpenPGP private key", .critical, group: .privateKey),
        file("environment-file", "Secret in an .env file"), file("netrc-password", "Password in .netrc"),
        file("pgpass-password", "Password in .pgpass", group: .database),
        file("htpasswd-hash", "Password hash in htpasswd", .medium),
        file("docker-config-auth", "Registry login in Docker's configuration", .critical),
        file("kube-config", "Login in a kubeconfig", .critical),
        file("kubernetes-secret", "Value of a Kubernetes Secret"),
        file("git-credentials", "Login in .git-credentials", .critical),
        file("git-remote", "Login in a git remote", .critical),
        file("git-header", "Header with a login in .git/config"),
        file("npm-config", "Login in .npmrc", .critical), file("pypi-config", "Password in .pypirc", .critical),
        file("mysql-options", "Password in MySQL's options", group: .database),
        file("terraform-state", "Secret in Terraform's state"),
        file("aws-credentials", "Session token of AWS", group: .cloud),
        file("vault-token-file", "Token of Vault's command", .critical),
        file("cargo-credentials", "Token of cargo", .critical),
        file("key-store", "Key store", .medium, group: .keyStore),
    ]

    private static func file(
        _ id: String, _ name: String, _ severity: Severity = .high, group: SecretGroup = .credentialFile
    ) -> SecretFamily {
        SecretFamily(id: id, name: name, group: group, severity: severity, anchors: []) { _, _ in nil }
    }
}
