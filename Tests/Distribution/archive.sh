#!/usr/bin/env bash
# One archive with the program, for any Debian or Ubuntu since: it needs libc and nothing else.
#
#   Tests/Distribution/archive.sh FOLDER     writes FOLDER/strata-VERSION-linux-ARCHITECTURE.tar.xz, the image of
#                                            image.sh, and SHA256SUMS of both
#
# Beside the program lie completions, the man page, the plugin's link, licences, and the bill of materials that the program
# writes of its own image. The same program gives the same bytes.
set -euo pipefail
mkdir -p "${1:?which folder?}"
folder=$(realpath "$1")
cd "$(dirname "$0")/../.."
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 022

Tests/Distribution/link.sh "$work"
version=$("$work/strata" --version)
name=strata-$version-linux-$(uname -m)
root=$work/$name
make -s install DESTDIR="$root" PREFIX=
cp "$work/strata" "$root/bin/strata"
install -Dm644 LICENSE README.md -t "$root/share/doc/strata"
Tests/Distribution/licences.sh "$root/share/doc/strata/licences"
Tests/Distribution/image.sh "$work/strata-static" "$folder"
"$work/strata" sbom "$folder/strata-$version-image.tar" --format spdx-json -q -o "$root/share/doc/strata/strata.spdx.json"

tar -C "$work" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner -c "$name" \
  | xz -6 --threads=1 > "$folder/$name.tar.xz"
(cd "$folder" && sha256sum "$name.tar.xz" "strata-$version-image.tar" > SHA256SUMS)
echo "$folder/$name.tar.xz: $(stat -c %s "$folder/$name.tar.xz") bytes"
