#!/usr/bin/env bash
# Makes the archive and the image once more, and compares: the same sources in the same folder give the same bytes.
#
#   Tests/Distribution/twice.sh FOLDER     FOLDER has what make dist wrote
set -euo pipefail
folder=$(realpath "${1:?which folder?}")
again=$(mktemp -d)
trap 'rm -rf "$again"' EXIT
"$(dirname "$0")/archive.sh" "$again" > /dev/null
(cd "$folder" && for name in strata-*-linux-*.tar.xz strata-*-image.tar SHA256SUMS; do cmp "$name" "$again/$name"; done)
echo "made twice, the same bytes: $(xargs < "$folder/SHA256SUMS")"
