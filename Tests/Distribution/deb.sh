#!/usr/bin/env bash
# The program that `make build` made as a Debian package: what `make install` installs, under /usr.
#
#   Tests/Distribution/deb.sh FOLDER     writes FOLDER/strata_VERSION_ARCHITECTURE.deb and looks at it with lintian
#
# It depends on the packages of the libraries that the program asks for, by dpkg-shlibdeps.
set -euo pipefail
mkdir -p "${1:?which folder?}"
folder=$(realpath "$1")
cd "$(dirname "$0")/../.."
# A hyphen would begin the revision of a packager.
version=$(.build/release/strata --version | tr - +)
architecture=$(dpkg --print-architecture)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
# Whoever packages it, as Debian's tools ask; else whoever made the last change.
maintainer="${DEBFULLNAME:-$(git log -1 --format=%an)} <${DEBEMAIL:-$(git log -1 --format=%ae)}>"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
umask 022

make -s install DESTDIR="$root" PREFIX=/usr ZSH_FUNCTIONS=/usr/share/zsh/vendor-completions
strip --remove-section=.comment --remove-section=.note "$root/usr/bin/strata"
# Its first line is for who runs it: a completion is read.
sed -i '1{/^#!/d}' "$root/usr/share/bash-completion/completions/strata"
gzip -9n "$root/usr/share/man/man1/strata.1"

documents=$root/usr/share/doc/strata
mkdir -p "$documents" "$root/usr/share/lintian/overrides" "$root/DEBIAN" "$work/debian"
cat > "$documents/copyright" <<COPYRIGHT
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: strata

Files: *
Copyright: the authors of strata
License: Apache-2.0
 On Debian systems the whole text of the licence is in /usr/share/common-licenses/Apache-2.0.

Files: usr/bin/strata
Copyright: 2014-2026 Apple Inc. and the Swift project authors
License: Apache-2.0
Comment: The program holds parts of the Swift runtime and of swift-argument-parser, under the same licence with the
 Runtime Library Exception.
COPYRIGHT
gzip -9n > "$documents/changelog.gz" <<CHANGES
strata ($version) unstable; urgency=low

  * The repository has the history.

 -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
CHANGES
# strata reads dpkg's records in images, never those of the system.
echo "strata: uses-dpkg-database-directly [usr/bin/strata]" > "$root/usr/share/lintian/overrides/strata"

printf 'Source: strata\n\nPackage: strata\nArchitecture: any\n' > "$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O -e"$root/usr/bin/strata" 2> /dev/null | sed -n 's/^shlibs:Depends=//p')
cat > "$root/DEBIAN/control" <<CONTROL
Package: strata
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -k -s --apparent-size "$root/usr" | cut -f 1)
Depends: $depends
Suggests: docker-cli | docker.io | podman
Section: utils
Priority: optional
Description: see what is in a container image and what it costs
 strata opens a saved container image in the terminal: the stages and
 instructions of its Dockerfile, its layers and files, what is wasted, what
 endangers, and what would make it smaller. It compares images, checks them
 against limits for pipelines, lints Dockerfiles and writes bills of materials.
 .
 It is a plugin of the Docker command line, too: docker strata IMAGE.
CONTROL
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) > "$root/DEBIAN/md5sums"

package=$folder/strata_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz --build "$root" "$package" > /dev/null
lintian --fail-on error,warning "$package"
echo "$package: $(stat -c %s "$package") bytes; depends on $depends"
