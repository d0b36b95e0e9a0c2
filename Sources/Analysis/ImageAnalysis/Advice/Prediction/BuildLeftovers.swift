/// Rules whose files no container needs: what the Dockerfile of the advice leaves out at no price.
enum BuildLeftovers {
    static let rules: Set<String> = [
        "apk-cache", "apt-cache", "apt-lists", "cargo-cache", "composer-cache", "dnf-cache", "gem-cache",
        "go-build-cache",
        "go-module-cache", "gradle-cache", "maven-repository", "npm-cache", "pip-cache", "pnpm-store", "uv-cache",
        "yarn-cache", "yum-cache", "zypper-cache", "tagged-cache", "core-dumps", "dpkg-leftovers", "temporary-files",
        "version-control", "context-litter", "copied-virtual-environment", "no-dockerignore",
    ]
}
