import ImageAnalysis
import Testing

@testable import Rules

/// Rules on package managers.
struct PackageRuleTests {
    private func unpinned(_ id: String) throws -> any DockerfileRule {
        try #require(RuleCatalog.dockerfileRules.first { $0.rule.id == id })
    }

    @Test(arguments: [
        (
            "unpinned-apt", "apt-get install -y 1️⃣curl git=2",
            "apt-get install -y curl=7 ./x.deb y/stable -t bookworm && apt-get update"
        ),
        (
            "unpinned-apt", "sudo apt-get -y install a=1 1️⃣b",
            "apt-get install -y -t bookworm x=1; apt-get remove x; echo apt-get install x"
        ),
        ("unpinned-apt", "if x; then apt-get install -y 1️⃣$PACKAGES; fi", "apt-get install -y x=$V"),
        (
            "unpinned-apk", "apk add --no-cache 1️⃣curl",
            "apk add --virtual .b -X http://r curl=1 git~2 'a>1' ./x.apk && apk update"
        ),
        ("unpinned-pip", "pip install 1️⃣flask b==1", "pip install a==1 'b>=2' c~=1 ./d . e.whl https://x/f.tar.gz"),
        (
            "unpinned-pip", "python3.11 -m pip install --upgrade 1️⃣pip",
            "pip install -r r.txt; pip3 install -e .; pip install -c c.txt x"
        ),
        (
            "unpinned-pip", "/venv/bin/pip3.12 install 1️⃣git+https://x/y",
            "pip install git+https://x/y@v1 -i https://x a==1; python -m venv x"
        ),
        (
            "unpinned-npm", "npm install -g 1️⃣a @s/b @s/c@1",
            "npm ci; npm install; npm i a@1 ./b c.tgz git+https://x#v --registry r"
        ),
        (
            "unpinned-gem", "gem install 1️⃣rails",
            "gem install a:1; gem install b -v 2; gem install --version=3 c; gem install d.gem"
        ),
        ("unpinned-yum", "yum install -y 1️⃣epel-release", "yum install -y a-1.2 ./b.rpm https://x/c.rpm; yum update"),
        ("unpinned-dnf", "microdnf -y install 1️⃣tar", "dnf install -y --setopt x=1 a-1.2"),
        (
            "unpinned-dnf", "dnf install -y 1️⃣git${SUFFIX}",
            "dnf install -y git-core-${GV} a-b-$V \"c-$(cat v)\""
        ),
        ("unpinned-zypper", "zypper -n in 1️⃣vim", "zypper install -y a=1 'b>2' c.rpm"),
        (
            "unpinned-go", "go install 1️⃣example.com/a@latest",
            "go install example.com/a@v1; go install ./cmd/x; go build a.b/c"
        ),
        ("unpinned-go", "go get -u 1️⃣example.com/a", "go run main.go example.com/x; go run example.com/a@v1 b.c/d"),
    ])
    func unpinnedPackages(id: String, positive: String, nearMiss: String) throws {
        expect(try unpinned(id), "FROM a:1\nRUN x && \\\n  \(positive)\n")
        expect(try unpinned(id), "FROM a:1\nRUN \(nearMiss)\n")
    }

    @Test func theFindingNamesThePackages() throws {
        let text = "FROM a:1\nRUN apt-get install -y a b=1 c d e f g"
        let findings = try unpinned("unpinned-apt").findings(in: AnalyzedDockerfile(.init(parsing: text)))
        #expect(findings.map(\.title) == ["apt installs a, c, d, e and 2 more without a version"])
    }

    @Test(arguments: [
        (
            PackageManager.apt, "1️⃣apt-get install x",
            "apt-get -qy install x; apt-get install --yes x; apt-get -qq install x; apt-get update"
        ),
        (.apt, "1️⃣apt-get -q install x", "apt-get install -o APT::Get::Assume-Yes=true x; apt-get -q=2 install x"),
        (.yum, "1️⃣yum install x; 2️⃣yum localinstall y", "yum -y install x; yum install --assumeyes x; yum info x"),
        (.dnf, "1️⃣microdnf install x; 2️⃣dnf reinstall x", "dnf install -y x; dnf -y groupinstall x; dnf makecache"),
        (
            .zypper, "1️⃣zypper in x; 2️⃣zypper rm y",
            "zypper -n in x; zypper install -y x; zypper --non-interactive patch; zypper ref"
        ),
    ])
    func unconfirmedInstall(manager: PackageManager, positive: String, nearMiss: String) {
        let rule = UnconfirmedInstall(manager, knownAs: "DL0000")
        expect(rule, "FROM a:1\nRUN \(positive)\n")
        expect(rule, "FROM a:1\nRUN \(nearMiss)\n")
    }

    @Test(arguments: [
        ("yum-cache", "1️⃣yum install -y a-1", "yum install -y a-1 && yum clean all"),
        ("yum-cache", "yum clean metadata; 1️⃣yum -y install a-1", "yum install -y a-1 && rm -rf /var/cache/yum/*"),
        ("dnf-cache", "1️⃣dnf install -y a-1", "microdnf install -y a-1; microdnf clean all"),
        (
            "dnf-cache", "x; 1️⃣dnf install -y a-1; rm -rf /var/cache/x",
            "--mount=type=cache,target=/var/cache/dnf dnf install -y a-1"
        ),
        ("zypper-cache", "1️⃣zypper in -y a=1", "zypper in -y a=1 && zypper cc --all"),
    ])
    func uncleanedInstall(id: String, positive: String, nearMiss: String) throws {
        let rule = try #require(RuleCatalog.dockerfileRules.first { $0.rule.id == id })
        expect(rule, "FROM a:1\nRUN \(positive)\n")
        expect(rule, "FROM a:1\nRUN \(nearMiss)\n")
    }

    @Test func aptLists() {
        expect(
            KeptAptLists(),
            "FROM a:1\nRUN 1️⃣apt-get update && apt-get install x\nRUN 2️⃣apt update\nRUN rm -rf /var/lib/apt/lists/*")
        expect(
            KeptAptLists(),
            """
            FROM a:1 AS build
            RUN apt-get update
            FROM b:1
            COPY --from=build /x /y
            RUN apt-get update && apt-get install x && rm -rf /tmp/* /var/lib/apt/lists/*
            RUN apt-get update; rm -r /var/lib/apt
            RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update
            RUN --mount=type=tmpfs,dst=/var/lib/ apt-get update
            RUN apt-get install update
            """)
        expect(KeptAptLists(), "FROM a:1 AS build\nRUN 1️⃣apt-get update\nFROM build")
    }

    @Test func aptUpdateAlone() {
        expect(AptUpdateAlone(), "FROM a:1\nRUN 1️⃣apt-get update\nRUN apt-get install x")
        expect(
            AptUpdateAlone(), "FROM a:1\nRUN apt-get update && apt-get install x\nRUN apt-get update && ./install.sh")
    }

    @Test func recommendedPackages() {
        expect(
            RecommendedPackages(),
            "FROM a:1\nRUN 1️⃣apt-get install -y x\nRUN 2️⃣apt-get -o APT::Install-Suggests=0 install x")
        expect(
            RecommendedPackages(),
            "FROM a:1\nRUN apt-get install --no-install-recommends x; apt-get -o APT::Install-Recommends=false install x; apt-get update"
        )
    }

    @Test func aptForScripts() throws {
        expect(try unpinned("apt-in-script"), "FROM a:1\nRUN 1️⃣apt update && 2️⃣apt install x")
        expect(try unpinned("apt-in-script"), "FROM a:1\nRUN apt-get update; apt-cache show x; echo apt")
    }

    @Test func releaseUpgrade() {
        expect(ReleaseUpgrade(), "FROM a:1\nRUN 1️⃣zypper dup\nRUN 2️⃣apt-get -y dist-upgrade; 3️⃣apt full-upgrade")
        expect(ReleaseUpgrade(), "FROM a:1\nRUN zypper up -y; apt-get upgrade; apt-get install dist-upgrade")
    }

    @Test func apkCache() {
        expect(KeptApkCache(), "FROM a:1\nRUN 1️⃣apk add x\nRUN 2️⃣apk --update add x")
        expect(
            KeptApkCache(),
            "FROM a:1\nRUN apk add --no-cache x; apk --no-cache add x; apk del x\nRUN --mount=type=cache,target=/var/cache/apk apk add x"
        )
    }

    @Test func pipCache() {
        expect(
            KeptPipCache(),
            "FROM a:1\nRUN 1️⃣pip install x\nENV PIP_NO_CACHE_DIR=0\nRUN 2️⃣python -m pip install x\nENV PIP_NO_CACHE_DIR=1\nFROM b:1\nRUN 3️⃣pip install x"
        )
        expect(
            KeptPipCache(),
            """
            FROM a:1 AS base
            RUN pip install --no-cache-dir x; pip --no-cache-dir install y; pip download z
            RUN PIP_NO_CACHE_DIR=1 pip install x
            RUN export PIP_NO_CACHE_DIR=yes; pip install x
            RUN --mount=type=cache,target=/root/.cache/pip pip install x
            RUN pip install x && rm -rf /root/.cache
            ENV A=1 PIP_NO_CACHE_DIR=on
            RUN pip install x
            FROM base
            RUN pip install x
            """)
    }

    @Test func yarnCache() {
        expect(YarnCache(), "FROM a:1\nRUN 1️⃣yarn install --frozen-lockfile")
        expect(
            YarnCache(),
            "FROM a:1 AS b\nRUN yarn install\nFROM c:1\nCOPY --from=b /a /b\nRUN yarn install && yarn cache clean\nRUN yarn build\nRUN --mount=type=cache,target=/root/.cache/yarn yarn install"
        )
    }
}
