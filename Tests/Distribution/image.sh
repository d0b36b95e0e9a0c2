#!/usr/bin/env bash
# strata as an image: an OCI archive made from nothing with the program that needs nothing.
#
#   Tests/Distribution/image.sh PROGRAM FOLDER     writes FOLDER/strata-VERSION-image.tar
#
# Beside the program it has what the explorer needs of a terminal (terminfo, a UTF-8 locale), a place for temporary files,
# and Debian's records of the packages whose archives were linked, so that every scanner knows what is in the program.
# The same program gives the same bytes.
set -euo pipefail
program=$(realpath "${1:?which program?}")
mkdir -p "${2:?which folder?}"
folder=$(realpath "$2")
cd "$(dirname "$0")/../.."
version=$("$program" --version)
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
image=$folder/strata-$version-image.tar
work=$(mktemp -d)
store() { buildah --root "$work/store" --runroot "$work/run" --storage-driver vfs "$@"; }
trap 'store rm --all > /dev/null 2>&1 || true; rm -rf "$work"' EXIT
root=$work/root
umask 022

install -Dm755 "$program" "$root/usr/bin/strata"
mkdir -p "$root/etc" "$root/work" "$root/lib" "$root/usr/lib/locale" "$root/var/lib/dpkg/status.d"
install -dm1777 "$root/tmp"
cp -R /lib/terminfo "$root/lib/"
cp -R /usr/lib/locale/C.utf8 "$root/usr/lib/locale/"
Tests/Distribution/licences.sh "$root/usr/share/doc"
install -Dm644 LICENSE "$root/usr/share/doc/strata/copyright"
cp /usr/lib/os-release "$root/etc/os-release"

# As in distroless images: a record for each package, and a list of its files; strata's own has what is no other's.
records=$root/var/lib/dpkg/status.d
sums() { (cd "$root" && find "$@" -not -type d -print0 | sort -z | xargs -0 md5sum); }
packages=$(Tests/Distribution/licences.sh --packages)
others=()
for package in $packages; do
  dpkg -s "$package" | grep -v '^Status:' > "$records/$package"
  sums "usr/share/doc/$package" > "$records/$package.md5sums"
  others+=(! -path "usr/share/doc/$package/*")
done
sums etc lib usr "${others[@]}" > "$records/strata.md5sums"
cat > "$records/strata" <<RECORD
Package: strata
Version: $version
Architecture: $(dpkg --print-architecture)
Section: utils
Depends: ${packages//$'\n'/, }
Description: see what is in a container image and what it costs
RECORD
find "$root" -exec touch --no-dereference --date "@$epoch" {} +

container=$(store from scratch)
store copy --quiet "$container" "$root" / > /dev/null
store config --entrypoint '["/usr/bin/strata"]' --workingdir /work --user 65532:65532 \
  --env TERM=xterm-256color --env LANG=C.UTF-8 \
  --created-by "COPY / / # Tests/Distribution/image.sh" \
  --label org.opencontainers.image.title=strata --label "org.opencontainers.image.version=$version" \
  --label org.opencontainers.image.licenses=Apache-2.0 \
  --label "org.opencontainers.image.description=See what is in a container image and what it costs" "$container"
store commit --quiet --disable-compression=false --timestamp "$epoch" --format oci "$container" "oci:$work/layout:strata:$version" > /dev/null
tar -C "$work/layout" --sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner --mode=a+rX -cf "$image" .
echo "$image: $(stat -c %s "$image") bytes"
