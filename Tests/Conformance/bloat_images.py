"""Images built from real packages, for the rules on bloat and waste. Used by bloat.py with those
of cache_images.py; needs root, buildah, debootstrap, a Debian mirror and PyPI (by the authorities that this machine
trusts). Nothing else of the network is used: Node packages, gems and RPM repositories are made from what Debian
installs."""

import os
import subprocess

KITCHEN = r"""
FROM localhost/strata-trixie
ENV PIP_CERT=/run/authorities.crt SSL_CERT_FILE=/run/authorities.crt
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    python3 python3-venv gcc make libc6-dev libc6-dbg git npm ruby golang-go ca-certificates man-db info
RUN python3 -m venv /app/venv && /app/venv/bin/pip install numpy flask mypy uv swagger-ui-py
RUN mkdir /srv/typed && cd /srv/typed && echo 'import json' > a.py && /app/venv/bin/mypy a.py
RUN UV_LINK_MODE=copy /app/venv/bin/uv venv /app/copied && UV_LINK_MODE=copy /app/venv/bin/uv pip install \
    --python /app/copied/bin/python jinja2 werkzeug
RUN git init -q /src && cp -r /usr/share/perl5 /src && cd /src && git add . && \
    git -c user.name=a -c user.email=a@example.org commit -qm first
RUN mkdir -p /w/lib /w/tool /w/deep /w/app && cd /w && \
    cp -r /usr/share/nodejs/semver/. lib && cp -r /usr/share/nodejs/tar/. deep && \
    echo '{"name":"lib","version":"1.0.0"}' > lib/package.json && \
    echo '{"name":"deep","version":"1.0.0"}' > deep/package.json && (cd deep && npm pack --silent) && \
    (cd lib && npm pack --silent) && cp /usr/bin/node tool/fixture.bin && truncate -s 300000 tool/fixture.bin && \
    echo '{"name":"tool","version":"1.0.0","dependencies":{"deep":"file:/w/deep/deep-1.0.0.tgz"}}' > tool/package.json && \
    (cd tool && npm pack --silent) && cd app && \
    echo '{"name":"app","version":"1.0.0","dependencies":{"lib":"file:../lib/lib-1.0.0.tgz"},"devDependencies":{"tool":"file:../tool/tool-1.0.0.tgz"}}' > package.json && \
    npm install --offline --no-audit
RUN mkdir -p /gem && cd /gem && cp -r /usr/lib/ruby/vendor_ruby lib && printf '%s\n' 'Gem::Specification.new do |s|' \
    's.name="sample"; s.version="1"; s.summary="s"; s.authors=["a"]; s.files=Dir["lib/**/*.rb"]' 'end' > s.gemspec && \
    gem build s.gemspec && gem install --local sample-1.gem
RUN mkdir /go-app && cd /go-app && printf 'package main\nimport "fmt"\nfunc main() { fmt.Println(1) }\n' > main.go && \
    go mod init app && go build -o app .
RUN printf 'int main(void) { return 0; }\n' > /tmp/a.c && cc -g3 -o /usr/local/bin/hello /tmp/a.c -static && \
    dd if=/dev/urandom of=/var/tmp/scratch bs=1000 count=70
RUN cd /srv && ulimit -c unlimited && python3 -c 'import os; os.abort()' || ls -l /srv
RUN head -c 60000000 /dev/urandom > /srv/model.safetensors && mkdir -p /srv/.cache/blobs && \
    cp /srv/model.safetensors /srv/.cache/blobs/0a1b2c
COPY context /ctx
RUN chmod 700 /app/venv/bin/uv
RUN chown 7:7 /usr/local/bin/hello && touch /ctx/notes.txt
RUN rm -rf /usr/share/info /gem && cp /bin/bash /usr/local/bin/hello2
RUN rm /usr/local/bin/hello2 && echo changed > /ctx/notes.txt
"""

USERS = r"""
FROM localhost/strata-bookworm
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    python3 dnf createrepo-c rpm zypper
COPY --from=localhost/strata-bloat-kitchen /usr/bin/python3.13 /usr/local/bin/python3.13
COPY --from=localhost/strata-bloat-kitchen /usr/lib/python3.13 /usr/local/lib/python3.13
RUN useradd -u 200000 high
RUN mkdir -p /repo && cd /repo && for i in $(seq 1 60); do printf 'Name: pkg%s\nVersion: 1\nRelease: 1\nSummary: s\nLicense: x\nBuildArch: noarch\n%%description\nd\n%%install\nmkdir -p %%{buildroot}/opt\ncp -r /usr/share/perl5/Debian %%{buildroot}/opt/p%s\n%%files\n/opt/p%s\n' $i $i $i > s.spec && \
    rpmbuild -bb --quiet --define "_rpmdir /repo" s.spec >/dev/null 2>&1; done; createrepo_c -q /repo
RUN dnf -y --setopt=reposdir=/none --repofrompath=local,file:///repo --nogpgcheck makecache || true
RUN mkdir -p /etc/zypp/repos.d && zypper --non-interactive --no-gpg-checks addrepo file:///repo local && \
    zypper --non-interactive --no-gpg-checks refresh || true
"""


# Programs that no Debian package has: see cache_images.py.
TOOLS = os.environ.get("STRATA_TOOLS")
HERE = os.path.dirname(os.path.abspath(__file__))
MOUNTS = ["-v", "/etc/ssl/certs/ca-certificates.crt:/run/authorities.crt:ro", "-v", f"{HERE}/registry:/registry:ro"]
MOUNTS += ["-v", f"{TOOLS}:/tools:ro"] if TOOLS else []


def run(*command, **options):
    print("+", " ".join(command)[:150], flush=True)
    return subprocess.run(command, check=True, **options)


def base(work, suite):
    """A minimal Debian as an image of one layer."""
    tree = f"{work}/{suite}"
    if not os.path.exists(f"{tree}/bin/bash"):
        run("debootstrap", "--variant=minbase", suite, tree, "http://deb.debian.org/debian", stdout=subprocess.DEVNULL)
    name = f"localhost/strata-{suite}"
    if subprocess.run(["buildah", "inspect", "--type", "image", name], capture_output=True).returncode == 0:
        return
    with open(f"{work}/Dockerfile.{suite}", "w") as file:
        file.write(f"FROM scratch\nADD . /\nCMD [\"/bin/bash\"]\n")
    run("buildah", "bud", "-q", "-f", f"{work}/Dockerfile.{suite}", "-t", name, tree)


def context(work):
    """What a careless COPY . takes along: the host's virtual environment, node_modules, editors' files."""
    root = f"{work}/context-of-kitchen/context"
    if os.path.exists(root):
        return os.path.dirname(root)
    os.makedirs(f"{root}/.vscode")
    home = f"{work}/host-python"
    os.makedirs(home, exist_ok=True)
    # An interpreter at a path that the image does not have.
    run("cp", os.path.realpath("/usr/bin/python3"), f"{home}/python3")
    run(f"{home}/python3", "-m", "venv", "--without-pip", f"{root}/venv")
    run("python3", "-m", "pip", "install", "-q", "--target", f"{root}/venv/lib/site-packages", "click", "rich")
    os.makedirs(f"{root}/node_modules/left")
    run("cp", "-r", "/usr/share/perl5/Debconf", f"{root}/node_modules/left/lib")
    with open(f"{root}/.vscode/settings.json", "w") as file:
        file.write("{}\n" * 100)
    with open(f"{root}/notes.txt", "w") as file:
        file.write("notes\n" * 2000)
    with open(f"{root}/requirements.txt", "w") as file:
        file.write("docopt\n")
    return os.path.dirname(root)


def image(work, name, dockerfile, directory=None):
    """Builds an image, one layer an instruction, and saves it; gives the archive's path."""
    archive = f"{work}/{name}.tar"
    if os.path.exists(archive):
        return archive
    path = f"{work}/Dockerfile.{name}"
    with open(path, "w") as file:
        file.write(dockerfile)
    os.makedirs(f"{work}/empty", exist_ok=True)
    run("buildah", "bud", "-q", "--layers", "--isolation", "chroot",
        "--network", "host", *MOUNTS, "-f", path, "-t", f"localhost/strata-bloat-{name}",
        directory or f"{work}/empty")
    run("buildah", "push", "-q", f"localhost/strata-bloat-{name}", f"docker-archive:{archive}:strata-bloat-{name}:latest")
    return archive
