#!/usr/bin/env bash
# The libraries as archives, in one folder: who links with it first in the path takes them into the program.
#
#   Tests/Distribution/libraries.sh FOLDER
#
# Debian ships all as archives but isa-l's, which is built from Debian's source; that takes some seconds, once.
# Of what libarchive's pkg-config file lists only what strata uses is linked: no acl, no libxml2 and its ICU.
set -euo pipefail
mkdir -p "${1:?which folder?}"
folder=$(realpath "$1")
system=/usr/lib/$(gcc -print-multiarch)
archives="archive xxhash crypto yaml hs sqlite3 ncursesw tinfo nettle lzma zstd lz4 bz2 z"

# Debian's source of isa-l, of the release that runs here; the lists of apt's own sources are left alone.
build_isal() {
  local work=$1
  mkdir -p "$work/lists/partial"
  # shellcheck source=/dev/null
  echo "deb-src http://deb.debian.org/debian $(. /etc/os-release && echo "$VERSION_CODENAME") main" > "$work/sources"
  local apt=(-qq -o "Dir::Etc::SourceList=$work/sources" -o Dir::Etc::SourceParts=/dev/null
             -o "Dir::State::Lists=$work/lists" -o APT::Sandbox::User=root)
  apt-get "${apt[@]}" update
  (cd "$work" && apt-get "${apt[@]}" source libisal)
  make -C "$work"/libisal-*/ -s -f Makefile.unx units="igzip crc" lib
  cp "$work"/libisal-*/bin/isa-l.a "$folder/libisal.a"
}

for name in $archives; do
  [ -f "$system/lib$name.a" ] || { echo "lib$name.a is missing: install Debian's -dev package of it" >&2; exit 1; }
  ln -sf "$system/lib$name.a" "$folder/"
done
ln -sf "$(gcc -print-file-name=libstdc++.a)" "$folder/"
ln -sf "$(gcc -print-file-name=libgcc_eh.a)" "$folder/libgcc_s.a"
[ -f "$folder/libisal.a" ] || {
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  build_isal "$work" > "$folder/isal.log" 2>&1 || { tail -5 "$folder/isal.log" >&2; exit 1; }
}
mkdir -p "$folder/pkgconfig"
cat > "$folder/pkgconfig/libarchive.pc" <<PC
Name: libarchive
Description: as archives
Version: $(pkg-config --modversion libarchive)
Libs: -L$folder -larchive -lnettle -llzma -lzstd -llz4 -lbz2 -lz
PC
