extension PathListRule {
    /// What the tools of programming languages keep of what they download and build.
    static let languageTools: [PathListRule] = [
        .cache(
            "cargo-cache", title: "cargo's registry is kept",
            why:
                "cargo keeps the index, the archives and the sources of all crates. A program that is built needs none "
                + "of them.",
            remedy: "Build in a builder stage and COPY --from the program, with RUN "
                + "--mount=type=cache,target=/usr/local/cargo/registry.",
            patterns: [
                ".cargo/registry/**", ".cargo/git/**", "/usr/local/cargo/registry/**", "/usr/local/cargo/git/**",
                ".cargo/.global-cache", "/usr/local/cargo/.global-cache",
            ], subject: "cargo's downloads"),
        .cache(
            "composer-cache", title: "Composer's cache is kept",
            why: "Composer keeps the archive of every package that it installs beside vendor.",
            remedy: "Mount the cache, RUN --mount=type=cache,target=/root/.composer/cache, or install with "
                + "COMPOSER_CACHE_DIR=/dev/null.",
            patterns: [".composer/cache/**", ".cache/composer/**"],
            subject: "Composer's cache"),
        .cache(
            "gem-cache", title: "RubyGems' cache is kept",
            why: "gem and bundler keep the archive of every gem beside the gem that they unpacked from it.",
            remedy: "End the same RUN with rm -rf of the cache directory below gem env gemdir, or mount it: RUN "
                + "--mount=type=cache,target=/usr/local/bundle/cache.",
            patterns: ["cache/*.gem", ".bundle/cache/**", ".gem/specs/**"], subject: "gem archives"),
        .cache(
            "go-build-cache", title: "Go's build cache is kept",
            why: "go keeps what it compiles of every package. A program that is built needs none of it.",
            remedy: "Build in a builder stage and COPY --from the program, with RUN "
                + "--mount=type=cache,target=/root/.cache/go-build.",
            patterns: [".cache/go-build/**"],
            subject: "Go's build cache"),
        .cache(
            "go-module-cache", title: "Go's module cache is kept",
            why: "go keeps the sources of all modules, and the archives they came in. A program that is built needs "
                + "none of them.",
            remedy: "Build in a builder stage and COPY --from the program, with RUN "
                + "--mount=type=cache,target=/go/pkg/mod.",
            patterns: ["go/pkg/mod/**"], subject: "Go modules"),
        .cache(
            "gradle-cache", title: "Gradle's caches are kept",
            why: "Gradle keeps all dependencies, what it compiled, and whole distributions of itself. The program that "
                + "is built needs none of them.",
            remedy:
                "Build in a builder stage and COPY --from the jar, with RUN --mount=type=cache,target=/root/.gradle "
                + "gradle build.",
            patterns: gradle, subject: "Gradle's caches"),
        .cache(
            "maven-repository", title: "Maven's local repository is kept",
            why: "Maven keeps all dependencies and all plug-ins that the build used. The program that is built carries "
                + "its own.",
            remedy:
                "Build in a builder stage and COPY --from the jar, with RUN --mount=type=cache,target=/root/.m2 mvn "
                + "package.",
            patterns: [".m2/repository/**", "/usr/share/maven/ref/repository/**"],
            subject: "Maven's local repository"),
        .cache(
            "npm-cache", title: "npm's cache is kept",
            why: "npm keeps the tarball of every package that it downloads, and a log of every run, beside "
                + "node_modules.",
            remedy: "Mount the cache, RUN --mount=type=cache,target=/root/.npm npm ci, or end the same RUN with npm "
                + "cache clean --force.",
            patterns: [".npm/_cacache/**", ".npm/_logs/**", ".npm/_npx/**"],
            subject: "npm's cache"),
        .cache(
            "pip-cache", title: "pip's cache is kept",
            why:
                "pip keeps every wheel that it downloads or builds, beside what it installs from it: about the size of "
                + "the packages again.",
            remedy: "Install with pip install --no-cache-dir, or mount the cache: RUN "
                + "--mount=type=cache,target=/root/.cache/pip pip install ….",
            patterns: [".cache/pip/**"],
            subject: "pip's cache"),
        .cache(
            "pnpm-store", title: "pnpm's store is kept",
            why: "pnpm keeps every file of every package in its store. Where node_modules has no hard links to it, all "
                + "packages are there twice; what was not linked is there for nothing.",
            remedy: "Mount the store, RUN --mount=type=cache,target=/pnpm/store pnpm install, or end the same RUN with "
                + "pnpm store prune.",
            patterns: ["pnpm/store/**", ".pnpm-store/**", ".cache/pnpm/**"],
            subject: "pnpm's store"),
    ]

    private static let gradle: [PathPattern] =
        [".gradle/caches/**", ".gradle/wrapper/dists/**", ".gradle/daemon/**", ".gradle/native/**"]
        // What Gradle keeps in a project's own .gradle, beside what people put there.
        + [".gradle/buildOutputCleanup/**"]
        + ["fileHashes", "fileChanges", "fileContent", "taskHistory", "executionHistory"].map {
            PathPattern(".gradle/*/\($0)/**")
        }
}
