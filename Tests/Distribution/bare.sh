#!/usr/bin/env bash
# Installs the package, and unpacks the archive, in a Debian that has nothing else, and runs strata there.
#
#   Tests/Distribution/bare.sh FOLDER [CHROOT]     FOLDER has what make deb and make dist wrote
#
# CHROOT is made by debootstrap where it is not there (1 minute), and not changed: two copies of it are. Needs root.
set -euo pipefail
folder=$(realpath "${1:?which folder?}")
chroot=${2:-$folder/bare}
cd "$(dirname "$0")/../.."
[ -d "$chroot" ] || debootstrap --variant=minbase bookworm "$chroot" http://deb.debian.org/debian > "$folder/debootstrap.log"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# inside COPY COMMAND: in the copy, with /proc, which Swift's arguments need, all of it gone afterwards.
inside() {
  # shellcheck disable=SC2016  # the inner shell's own
  unshare --mount --pid --fork bash -c \
    'mount --bind /dev "$1/dev"; exec chroot "$1" bash -ec "mount -t proc proc /proc; $2"' bash "$work/$1" "$2"
}

# Both images, a check that fails, the page, and a bill of materials; nothing but strata is asked for.
cat > "$work/try.sh" <<'TRY'
set -e
strata inspect /multi.tar.zst > /inspect.txt
grep -q demo/multi /inspect.txt
status=0; strata check /naive.tar.zst --format html -o /page.html 2> /errors || status=$?
[ $status = 1 ] && grep -q "does not pass" /errors && grep -q "</html>" /page.html
strata sbom /multi.tar.zst | grep -q '"bomFormat": "CycloneDX"'
strata stages /multi.tar.zst > /dev/null
strata advise /multi.tar.zst > /dev/null
strata rules apt-lists > /dev/null
TRY
prepare() {
  cp -a "$chroot" "$work/$1"
  cp Fixtures/naive-bk.tar.zst "$work/$1/naive.tar.zst"
  cp Fixtures/multi-bk.tar.zst "$work/$1/multi.tar.zst"
  cp "$work/try.sh" "$work/$1/"
}

if deb=$(ls "$folder"/strata_*.deb 2> /dev/null); then
  prepare deb
  cp "$deb" "$work/deb/strata.deb"
  cp /etc/resolv.conf "$work/deb/etc/resolv.conf"
  inside deb "apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /strata.deb" \
    > "$folder/install.log" 2>&1 || { tail -5 "$folder/install.log" >&2; exit 1; }
  if inside deb "dpkg -l" | awk '/^ii/ { print $2 }' | grep -- '-dev\(:\|$\)'; then
    echo "it brings packages for building" >&2
    exit 1
  fi
  inside deb "bash /try.sh"
  inside deb "test -x /usr/libexec/docker/cli-plugins/docker-strata
    /usr/libexec/docker/cli-plugins/docker-strata docker-cli-plugin-metadata | grep -q SchemaVersion
    test -s /usr/share/bash-completion/completions/strata -a -s /usr/share/zsh/vendor-completions/_strata
    test -s /usr/share/fish/vendor_completions.d/strata.fish -a -s /usr/share/man/man1/strata.1.gz
    apt-get remove -y -qq strata > /dev/null
    test ! -e /usr/bin/strata -a ! -e /usr/libexec/docker"
  echo "the package in a bare Debian: ok"
fi
if archive=$(ls "$folder"/strata-*-linux-*.tar.xz 2> /dev/null); then
  (cd "$folder" && sha256sum --check --quiet SHA256SUMS)
  prepare archive
  tar -xJf "$archive" -C "$work/archive/opt" --strip-components=1
  packages=$(inside archive "dpkg -l" | grep -c '^ii')
  inside archive "ln -s /opt/bin/strata /usr/bin/strata; bash /try.sh; ldd /opt/bin/strata" > "$work/needs"
  if grep -vE 'linux-vdso|libc\.so\.6|libm\.so\.6|ld-linux' "$work/needs"; then
    echo "it needs more than libc" >&2
    exit 1
  fi
  echo "the archive in a bare Debian of $packages packages: ok"
fi
