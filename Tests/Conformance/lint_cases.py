"""Dockerfiles as people write them, put together from fragments: the same ones for the same seed. lint.py lints them."""

import random

BASES = ["debian:12", "debian", "alpine:3.20", "alpine:latest", "ubuntu:22.04@sha256:" + "a" * 64, "python:3.12-slim", "node:20",
         "node:lts-alpine", "golang:1.22 AS build", "golang:1.22 as build", "fedora:40", "opensuse/leap:15.5", "scratch",
         "--platform=linux/amd64 debian:12", "--platform=$BUILDPLATFORM golang:1.22 AS Build", "registry.example:5000/team/base",
         "$BASE", "debian:${TAG}", "ruby:3.3", "centos:7", "--platform=$TARGETPLATFORM alpine:3.20"]
RUNS = [
    "apt-get update && apt-get install -y --no-install-recommends curl=7.88.1 && rm -rf /var/lib/apt/lists/*",
    "apt-get update && apt-get install -y curl git", "apt-get update", "apt-get install -y --no-install-recommends gcc libc6-dev",
    "apt-get -qq update; apt-get -qq install nginx", "apt-get update \\\n && apt-get install -y \\\n      build-essential \\\n      # tools\n      make \\\n && apt-get clean",
    "apt update && apt install -y vim", "apt-get upgrade -y", "apt-get install ./local.deb", "apt-get install -y -t bookworm-backports git=2",
    "DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends tzdata", "apt-get install --yes --no-install-recommends $PACKAGES",
    "--mount=type=cache,target=/var/cache/apt --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y --no-install-recommends x=1",
    "apk add --no-cache curl", "apk add curl=8.9.1-r0", "apk update && apk add --no-cache bash~=5.2", "apk --no-cache add --virtual .build gcc=1 musl-dev=2",
    "apk add --update nodejs npm", "apk add --no-cache git && apk del git", "--mount=type=cache,target=/var/cache/apk apk add make=4",
    "pip install flask", "pip install --no-cache-dir flask==3.0.3", "pip install --no-cache-dir -r requirements.txt", "pip install -r requirements.txt",
    "python3 -m pip install --no-cache-dir --upgrade pip", "pip3 install --no-cache-dir --upgrade pip setuptools wheel", "pip install .",
    "pip install --no-cache-dir 'uvicorn[standard]>=0.30'", "pip install --no-cache-dir git+https://github.com/x/y.git@v1", "pip install -e .",
    "--mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt", "PIP_NO_CACHE_DIR=1 pip install x==1", "pip install --user awscli",
    "npm install", "npm ci --omit=dev", "npm install -g yarn", "npm install -g pnpm@9", "npm install express@4.19.2 lodash", "npm install @scope/a@1",
    "npm cache clean --force", "yarn install --frozen-lockfile", "yarn install && yarn cache clean", "yarn", "yarn global add serve",
    "gem install bundler", "gem install rake:13.2.1", "gem install rails -v 7.1", "bundle install --jobs 4",
    "go build -o /app ./cmd/app", "go install github.com/x/tool@latest", "go install github.com/x/tool@v1.2.3", "go mod download", "go get github.com/x/y",
    "yum install -y httpd", "yum -y install httpd-2.4 && yum clean all", "yum update -y", "yum install httpd", "yum install -y epel-release && rm -rf /var/cache/yum",
    "dnf install -y nginx", "dnf -y install nginx-1.24 && dnf clean all", "microdnf install -y tar gzip && microdnf clean all", "dnf install gcc",
    "zypper install -y nginx", "zypper --non-interactive install nginx=1.2 && zypper clean", "zypper dup", "zypper in vim", "zypper refresh",
    "cd /src && make && make install", "(cd /src; make)", "sudo make install", "sudo apt-get install -y x", "service nginx start", "ssh host", "vim x",
    "curl -fsSL https://x.example/a.tar.gz | tar xz", "wget https://x.example/a.tar.gz", "wget -q https://x.example/a", "wget -O - https://x | sh",
    "wget --progress=dot:giga https://x", "wget -nv https://x && tar xf a.tar.gz", "curl -o /a https://x", "set -o pipefail && curl x | sh",
    "ln -sf /bin/bash /bin/sh", "useradd -u 100001 app", "useradd -m app", "useradd -l -u 1000001 app", "groupadd -g 999 app && useradd -r -g app app",
    "chmod 777 /data", "mkdir -p /app", "echo 'export A=1' >> /etc/profile", "if [ -f x ]; then cd y; fi", "for p in a b; do pip install $p; done",
    "[\"apt-get\", \"install\", \"-y\", \"curl\"]", "[\"/bin/sh\", \"-c\", \"cd /x && make\"]", "--network=none make", "make | tee log", "true || false",
    "set -eux; apt-get update; apt-get install -y --no-install-recommends ca-certificates wget; rm -rf /var/lib/apt/lists/*; wget -O x \"$URL\"; echo \"$SHA x\" | sha256sum -c -",
    "bash -c 'source /env && cd /x'", "export X=1 && cd $HOME", "echo \"cd /x\"", "apt-get remove -y gcc && apt-get autoremove -y", "tar -xf /tmp/app.tar.gz -C /opt",
]
OTHERS = [
    "WORKDIR /app", "WORKDIR app", "WORKDIR $HOME/x", "WORKDIR \"rel\"", "COPY . .", "COPY . /app", "COPY package.json package-lock.json ./", "COPY a b c",
    "COPY a b /dir", "COPY a b /dir/", "COPY --from=build /app /app", "COPY --from=0 /x /y", "COPY --from=nginx /etc/nginx /etc/nginx", "COPY --from=busybox:1.36 /bin/busybox /bin/",
    "COPY --chown=1000:1000 src/ /src/", "COPY app.tar.gz /tmp/", "COPY app.tar.gz /tmp/app.tar.gz", "COPY --from=build / /", "COPY [\"a b\", \"/c/\"]",
    "ADD . /app", "ADD https://x.example/a.tar.gz /tmp/", "ADD app.tar.gz /opt/", "ADD config.json /etc/", "ADD --chown=1 x.txt /x", "ADD a.zip /x/",
    "ENV A=1", "ENV A=1 B=$A", "ENV PATH=/x:$PATH", "ENV LEGACY value", "ENV API_TOKEN=abc", "ENV PIP_NO_CACHE_DIR=1", "ENV DB_PASSWORD=x OTHER=y", "ENV KEY_FILE=/x",
    "ARG VERSION", "ARG VERSION=1", "ARG NPM_TOKEN", "ARG SECRET_KEY=x", "LABEL maintainer=\"a@b.c\"", "LABEL org.opencontainers.image.title=x", "LABEL Bad_Key=1", "LABEL com.docker.x=1",
    "MAINTAINER a b", "EXPOSE 80", "EXPOSE 8080 443/tcp", "EXPOSE 70000", "EXPOSE $PORT", "USER root", "USER 1000", "USER app", "USER app:app", "USER 1000:1000", "USER $U",
    "CMD [\"app\"]", "CMD app --serve", "ENTRYPOINT [\"/entry.sh\"]", "ENTRYPOINT /entry.sh", "HEALTHCHECK CMD curl -f http://localhost", "HEALTHCHECK NONE",
    "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]", "SHELL [\"/bin/bash\", \"-c\"]", "SHELL [\"/bin/ash\", \"-eo\", \"pipefail\", \"-c\"]", "VOLUME /data", "STOPSIGNAL SIGTERM",
    "ONBUILD RUN make", "ONBUILD COPY . /app", "# a comment", "# hadolint ignore=DL3008", "# hadolint ignore=DL3059,DL3003", "",
]


def dockerfile(random_):
    """One Dockerfile: one to three stages of instructions in any order."""
    lines = []
    if random_.random() < 0.3:
        lines += random_.choice([["ARG TAG=12"], ["ARG BASE"], ["# syntax=docker/dockerfile:1"], ["ARG TAG=12", "ARG BASE=debian:12"]])
    for stage in range(random_.choice([1, 1, 1, 2, 2, 3])):
        base = random_.choice(BASES)
        if stage and " AS " not in base.upper() and random_.random() < 0.3:
            base += f" AS s{random_.randint(0, 2)}"
        lines.append(f"FROM {base}")
        for _ in range(random_.randint(2, 12)):
            lines.append(f"RUN {random_.choice(RUNS)}" if random_.random() < 0.55 else random_.choice(OTHERS))
    return "\n".join(lines) + "\n"


def all_cases(count=600, seed=5):
    """Names and texts."""
    random_ = random.Random(seed)
    singles = [(f"run-{i}", f"FROM debian:12\nRUN {text}\n") for i, text in enumerate(RUNS)]
    return singles + [(f"case-{i}", dockerfile(random_)) for i in range(count)]
