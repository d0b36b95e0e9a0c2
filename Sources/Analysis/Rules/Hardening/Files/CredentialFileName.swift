/// What the name of a file says of what it holds.
enum CredentialFileName {
    /// Names of files that hold keys or passwords, whole and in lower case.
    private static let names: [String: String] = [
        "id_rsa": "SSH key", "id_dsa": "SSH key", "id_ecdsa": "SSH key", "id_ed25519": "SSH key",
        "id_ecdsa_sk": "SSH key", "id_ed25519_sk": "SSH key",
        ".env": "environment file", ".envrc": "environment file",
        ".netrc": "logins", "_netrc": "logins", ".pgpass": "PostgreSQL passwords", ".my.cnf": "MySQL password",
        ".mylogin.cnf": "MySQL logins", ".htpasswd": "password hashes", ".git-credentials": "git logins",
        ".pypirc": "PyPI login", ".npmrc": "npm settings", ".dockercfg": "registry logins",
        ".dockerconfigjson": "registry logins", ".vault-token": "Vault token", ".boto": "cloud credentials",
        ".s3cfg": "S3 credentials", ".passwd-s3fs": "S3 credentials", ".terraformrc": "Terraform token",
        "credentials": "credentials", "credential": "credentials", "credentials.json": "credentials",
        "credential.json": "credentials", "credentials.xml": "Jenkins credentials",
        "client_secret.json": "OAuth client",
        "application_default_credentials.json": "Google credentials", "service-account.json": "Google credentials",
        "service_account.json": "Google credentials", "kubeconfig": "cluster access",
        "terraform.tfstate": "Terraform state",
        "terraform.tfstate.backup": "Terraform state", "terraform.tfvars": "Terraform variables",
        "master.key": "Rails master key", "secret_token.rb": "Rails secret", "secrets.yml": "secrets",
        "secrets.yaml": "secrets", "password.txt": "password", "passwords.txt": "passwords",
        "wp-config.php": "WordPress settings", "known_hosts.key": "key",
    ]

    /// Endings of the names of key stores and key files.
    private static let endings: [String: String] = [
        ".p12": "key store", ".pfx": "key store", ".pkcs12": "key store", ".jks": "key store", ".jceks": "key store",
        ".keystore": "key store", ".bks": "key store", ".kdbx": "password safe", ".kdb": "password safe",
        ".ovpn": "VPN profile", ".ppk": "SSH key", ".keychain": "key chain", ".keychain-db": "key chain",
        ".private_key": "private key", ".secret": "secret", ".tfvars": "Terraform variables",
        ".agekey": "age key", ".jwk": "JSON web key",
    ]

    /// Last directories that make a plain name telling.
    private static let inDirectories: [String: String] = [
        ".docker/config.json": "registry logins", ".kube/config": "cluster access", ".aws/config": "AWS settings",
        "gcloud/credentials.db": "Google credentials", "gcloud/access_tokens.db": "Google tokens",
        "containers/auth.json": "registry logins", ".composer/auth.json": "Composer logins",
        ".m2/settings.xml": "Maven logins", ".gem/credentials": "RubyGems key", ".cargo/credentials.toml": "crates key",
        ".config/gh/hosts.yml": "GitHub token",
    ]

    /// Endings of environment files that are patterns to fill in.
    private static let patterns: Set<String> = [
        "example", "sample", "template", "tpl", "dist", "default", "defaults", "md", "schema",
    ]

    private static let telling = NameEndings(
        names: Array(names.keys) + inDirectories.keys.compactMap { $0.split(separator: "/").last.map(String.init) },
        endings: endings.keys)
    private static let environment = Array(".env.".utf8)

    /// Whether a path with that last component may hold anything: cheap, for all names of an image.
    static func mayTell(_ name: Span<UInt8>) -> Bool {
        telling.match(name) || name.hasPrefix(lowercased: environment)
    }

    /// What the file of that path likely holds, `SSH key`; nil for a name that says nothing.
    static func meaning(of path: String) -> String? {
        let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        if let meaning = names[name] { return meaning }
        if let meaning = inDirectories.first(where: { path == $0.key || path.hasSuffix("/" + $0.key) })?.value {
            return meaning
        }
        if name.hasPrefix(".env.") {
            let parts = name.split(separator: ".").map(String.init)
            return patterns.isDisjoint(with: parts) ? "environment file" : nil
        }
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        return endings[String(name[dot...])]
    }
}
