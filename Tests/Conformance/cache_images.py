"""Images in which the tools themselves write their caches, for bloat.py. Their registries are made of what Debian's
packages install (registry/registry.py) and live outside of the image while it is built.

apk and microdnf are in no Debian package: where the variable STRATA_TOOLS names a directory with these programs, images
are built with them too, else bloat.py says that their rules were not shown."""

import os

import bloat_images

# Rust, Go, PHP and Node: the builder's own user, and one with a home of its own.
LANGUAGES = r"""
FROM localhost/strata-trixie
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    python3 cargo golang-go composer php-zip yarnpkg npm git gcc libc6-dev librust-itoa-dev librust-ryu-dev \
    librust-cfg-if-dev golang-github-pkg-errors-dev golang-github-davecgh-go-spew-dev php-symfony-console \
    node-lodash node-acorn node-uglify-js node-ms && apt-get clean && rm -rf /var/lib/apt/lists/*
RUN mkdir -p /root/.cargo /rust/src && printf '%s\n' '[source.crates-io]' 'replace-with = "local"' '[source.local]' \
      'registry = "sparse+http://localhost:8901/cargo/"' > /root/.cargo/config.toml && \
    git init -q /rust-lib && cd /rust-lib && mkdir src && echo 'pub fn one() -> u32 { 1 }' > src/lib.rs && \
    printf '[package]\nname = "strata-lib"\nversion = "1.0.0"\nedition = "2021"\n' > Cargo.toml && git add . && \
    git -c user.name=a -c user.email=a@example.org commit -qm first && cd /rust && \
    printf '%s\n' '[package]' 'name = "app"' 'version = "1.0.0"' 'edition = "2021"' '[dependencies]' 'itoa = "1"' \
      'ryu = "1"' 'cfg-if = "1"' 'strata-lib = { git = "file:///rust-lib" }' > Cargo.toml && \
    echo 'fn main() { println!("{}", itoa::Buffer::new().format(strata_lib::one())); }' > src/main.rs && \
    python3 /registry/registry.py cargo /tmp/r && python3 /registry/registry.py with /tmp/r -- cargo build --quiet && \
    rm -rf /tmp/r
RUN mkdir /go-app && cd /go-app && python3 /registry/registry.py go /tmp/r && \
    export GOPROXY=file:///tmp/r/go GOSUMDB=off GOFLAGS=-mod=mod GOTOOLCHAIN=local && \
    printf '%s\n' 'package main' 'import "github.com/pkg/errors"' 'func main() { println(errors.New("a").Error()) }' \
      > main.go && go mod init app && go get github.com/pkg/errors github.com/davecgh/go-spew && go build -o app . && \
    rm -rf /tmp/r
RUN mkdir /php-app && cd /php-app && python3 /registry/registry.py composer /tmp/r && \
    printf '%s' '{"config": {"secure-http": false}, "require": {"debian/log": "1.0.0"}, "repositories": [' \
      '{"packagist.org": false}, {"type": "package", "package": {"name": "debian/log", "version": "1.0.0", "dist":' \
      '{"url": "http://localhost:8901/log.zip", "type": "zip"}}}]}' > composer.json && \
    COMPOSER_ALLOW_SUPERUSER=1 python3 /registry/registry.py with /tmp/r -- composer install --no-interaction && \
    rm -rf /tmp/r
RUN mkdir /npm-app && cd /npm-app && python3 /registry/registry.py npm /tmp/r && \
    echo '{"name":"app","version":"1.0.0","dependencies":{"lodash":"*"},"devDependencies":{"uglify-js":"*"}}' \
      > package.json && python3 /registry/registry.py with /tmp/r -- npm install --no-audit \
      --registry http://localhost:8901 && rm -rf /tmp/r
RUN mkdir -p /berry-app && cd /berry-app && python3 /registry/registry.py npm /tmp/r && touch yarn.lock && \
    printf '%s\n' 'npmRegistryServer: "http://localhost:8901"' 'unsafeHttpWhitelist: ["localhost"]' \
      'nodeLinker: node-modules' 'enableTelemetry: false' > .yarnrc.yml && \
    echo '{"name":"app","version":"1.0.0","dependencies":{"lodash":"*"},"devDependencies":{"acorn":"*"}}' \
      > package.json && python3 /registry/registry.py with /tmp/r -- yarnpkg install && \
    mkdir /pnp-app && cd /pnp-app && touch yarn.lock && sed 's/node-modules/pnp/' /berry-app/.yarnrc.yml > .yarnrc.yml && \
    echo 'enableGlobalCache: false' >> .yarnrc.yml && cp /berry-app/package.json . && \
    python3 /registry/registry.py with /tmp/r -- yarnpkg install && rm -rf /tmp/r
"""

# Java's builders, against a repository over HTTP: what lies on the same disk they do not copy.
JAVA = r"""
FROM localhost/strata-trixie
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    python3 maven gradle default-jdk-headless maven-debian-helper libcommons-lang3-java && \
    apt-get clean && rm -rf /var/lib/apt/lists/*
RUN mkdir -p /root/.m2 /maven-app/src/main/java && cd /maven-app && \
    echo '<settings><mirrors><mirror><id>l</id><mirrorOf>*</mirrorOf><url>http://localhost:8901</url></mirror></mirrors></settings>' \
      > /root/.m2/settings.xml && echo 'class A {}' > src/main/java/A.java && \
    echo '<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>a</artifactId><version>1</version>' \
      '<properties><maven.compiler.release>17</maven.compiler.release></properties><dependencies><dependency>' \
      '<groupId>org.apache.commons</groupId><artifactId>commons-lang3</artifactId><version>debian</version>' \
      '</dependency></dependencies></project>' > pom.xml && \
    python3 /registry/registry.py with /usr/share/maven-repo -- mvn -q -B compile
RUN mkdir -p /gradle-app/src/main/java && cd /gradle-app && echo 'class A {}' > src/main/java/A.java && \
    printf '%s\n' "apply plugin: 'java'" "repositories { maven { url 'http://localhost:8901' } }" \
      "dependencies { compile 'org.apache.commons:commons-lang3:debian' }" > build.gradle && \
    python3 /registry/registry.py with /usr/share/maven-repo -- gradle --no-daemon compileJava; \
    ls -R /root/.gradle | head -50
"""

# Older tools: Yarn 1, pip, users with high numbers; directories made anew, files and directories that swap places.
BOOKWORM = r"""
FROM localhost/strata-bookworm
ENV PIP_CERT=/run/authorities.crt
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    python3 python3-pip yarnpkg node-lodash node-acorn node-uglify-js node-ms ca-certificates && \
    apt-get clean && rm -rf /var/lib/apt/lists/*
RUN mkdir /yarn-app && cd /yarn-app && python3 /registry/registry.py npm /tmp/r && \
    echo '{"name":"app","version":"1.0.0","dependencies":{"lodash":"*"},"devDependencies":{"uglify-js":"*","acorn":"*"}}' \
      > package.json && python3 /registry/registry.py with /tmp/r -- yarnpkg install --registry http://localhost:8901 && \
    rm -rf /tmp/r
RUN pip download --quiet --no-deps --dest /tmp/r numpy && python3 /registry/registry.py with /tmp/r -- \
      pip install --break-system-packages "http://localhost:8901/$(ls /tmp/r)" && \
    pip install --break-system-packages docopt safetensors gguf && rm -rf /tmp/r
RUN useradd -m -u 200000 high && lastlog --set --user high && faillog --user high --maximum 3 && su high -s /bin/sh -c \
    'python3 /registry/registry.py npm /tmp/r; mkdir ~/app; cd ~/app; echo "{\"dependencies\":{\"ms\":\"*\"}}" > package.json; \
     python3 /registry/registry.py with /tmp/r -- yarnpkg install --registry http://localhost:8901; rm -rf /tmp/r'
RUN mkdir -p /models/hub && python3 -c 'import numpy, safetensors.numpy as s; \
    s.save_file({"w": numpy.random.default_rng(1).random((4000, 2000), dtype="f4")}, "/models/a.safetensors")' && \
    python3 -c 'import numpy, gguf; w = gguf.GGUFWriter("/models/b.gguf", "llama"); \
    w.add_tensor("w", numpy.random.default_rng(2).random((4000, 4000), dtype="f4")); w.write_header_to_file(); \
    w.write_kv_data_to_file(); w.write_tensors_to_file(); w.close()'
RUN cp /models/b.gguf /models/hub/c0ffee && chmod 600 /models/a.safetensors
RUN rm -rf /usr/share/perl5 && mkdir -p /usr/share/perl5 && echo new > /usr/share/perl5/README
RUN rm -rf /usr/share/zoneinfo && cp /usr/share/common-licenses/GPL-3 /usr/share/zoneinfo && \
    rm /etc/debian_version && mkdir /etc/debian_version && cp /etc/os-release /etc/debian_version/release
"""

# What is built with tools from STRATA_TOOLS.
APK = r"""
FROM localhost/strata-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends libssl3 python3 && apt-get clean && \
    rm -rf /var/lib/apt/lists/*
RUN mkdir -p /r/x86_64 /etc/apk && for name in one two; do mkdir -p /p/$name/opt && \
      cp -r /usr/share/perl5 /p/$name/opt/$name && /tools/apk mkpkg --info name:$name --info version:1.0-r0 \
      --info arch:x86_64 --files /p/$name --output /r/x86_64/$name-1.0-r0.apk; done && \
    /tools/apk mkndx --allow-untrusted --output /r/x86_64/APKINDEX.tar.gz /r/x86_64/*.apk && \
    python3 /registry/registry.py with /r -- /tools/apk add --arch x86_64 --initdb --allow-untrusted --cache-packages \
      --repository http://localhost:8901 one two && rm -r /r /p
"""

MICRODNF = r"""
FROM localhost/strata-bookworm
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    libdnf2 libpeas-1.0-0 libsmartcols1 librpm9 createrepo-c rpm python3 && apt-get clean && rm -rf /var/lib/apt/lists/*
RUN mkdir -p /repo /etc/yum.repos.d && cd /repo && for i in $(seq 1 30); do printf 'Name: pkg%s\nVersion: 1\nRelease: 1\nSummary: s\nLicense: x\nBuildArch: noarch\nAutoReqProv: no\n%%description\nd\n%%install\nmkdir -p %%{buildroot}/opt\ncp -r /usr/share/perl5/Debian %%{buildroot}/opt/p%s\n%%files\n/opt/p%s\n' $i $i $i > s.spec && \
    rpmbuild -bb --quiet --define "_rpmdir /repo" s.spec >/dev/null 2>&1; done; createrepo_c -q /repo && \
    printf '[local]\nname=local\nbaseurl=http://localhost:8901\ngpgcheck=0\n' > /etc/yum.repos.d/local.repo
RUN python3 /registry/registry.py with /repo -- /tools/microdnf -y --setopt=keepcache=1 install pkg1 pkg2
"""

# A context with what lies about, and a builder of which all is taken.
CARELESS = r"""
FROM localhost/strata-bookworm AS builder
ENV PIP_CERT=/run/authorities.crt
RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-pip ca-certificates && \
    rm -rf /var/lib/apt/lists/*

FROM localhost/strata-bookworm
ENV PIP_CERT=/run/authorities.crt
COPY --from=builder /usr /usr
COPY . /app
RUN pip install --break-system-packages -r /app/requirements.txt
"""

# Images whose lessons are compared too.
LESSONS = {"naive-bk", "careless"}


def recorded(work, name):
    """An image of ../shared/images/lessons, recorded from a real build; none where that is not there."""
    archive = f"{work}/{name}.tar"
    source = os.path.join(os.path.dirname(__file__), f"../../../shared/images/lessons/{name}.tar.zst")
    if not os.path.exists(archive) and os.path.exists(source):
        bloat_images.run("zstd", "-q", "-d", source, "-o", archive)
    return archive


def build(work, names):
    """All images, or those of these names: for each name its archive, and its Dockerfile where strata is to read it."""
    makers = {
        "kitchen": lambda: bloat_images.image(work, "kitchen", bloat_images.KITCHEN, bloat_images.context(work)),
        "users": lambda: bloat_images.image(work, "users", bloat_images.USERS),
        "languages": lambda: bloat_images.image(work, "languages", LANGUAGES),
        "java": lambda: bloat_images.image(work, "java", JAVA),
        "bookworm": lambda: bloat_images.image(work, "bookworm", BOOKWORM),
        "careless": lambda: bloat_images.image(work, "careless", CARELESS, f"{bloat_images.context(work)}/context"),
        "naive-bk": lambda: recorded(work, "naive-bk"),
    }
    if bloat_images.TOOLS:
        makers["apk"] = lambda: bloat_images.image(work, "apk", APK)
        makers["microdnf"] = lambda: bloat_images.image(work, "microdnf", MICRODNF)
    else:
        print("STRATA_TOOLS is not set: apk-cache and yum-cache are not shown")
    bloat_images.base(work, "trixie")
    bloat_images.base(work, "bookworm")
    images = {name: make() for name, make in makers.items() if name in (names or makers)}
    return {name: (archive, f"{work}/Dockerfile.{name}" if name == "careless" else None)
            for name, archive in images.items()}
