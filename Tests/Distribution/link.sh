#!/usr/bin/env bash
# Links the program that `make build` made anew, with its libraries in it; nothing is compiled again.
#
#   Tests/Distribution/link.sh FOLDER
#
# FOLDER/strata needs libc and libm, FOLDER/strata-static nothing at all. .build/release/strata is as before afterwards.
set -euo pipefail
mkdir -p "${1:?which folder?}"
folder=$(realpath "$1")
cd "$(dirname "$0")/../.."
libraries=$PWD/.build/libraries
Tests/Distribution/libraries.sh "$libraries"

build() { swift build -c release --product strata --static-swift-stdlib "$@" > "$folder/link.log" 2>&1 || { cat "$folder/link.log" >&2; exit 1; }; }
stripped() { strip --remove-section=.comment --remove-section=.note -o "$2" "$1"; }

build --pkg-config-path "$libraries/pkgconfig"
stripped .build/release/strata "$folder/strata"

# What libc says about programs that are all static (getpwnam, dlopen) is for those that use it.
swiftc -static-executable -L"$libraries" -emit-executable -module-name strata -o "$folder/strata-whole" \
  -Xlinker --gc-sections -Xlinker --defsym -Xlinker main=strata_main \
  @.build/release/strata.product/Objects.LinkFileList -lnettle -llzma -lzstd -llz4 -lbz2 -lz > "$folder/link.log" 2>&1 \
  || { grep -v warning "$folder/link.log" >&2; exit 1; }
stripped "$folder/strata-whole" "$folder/strata-static"
rm "$folder/strata-whole"

build
rm "$folder/link.log"
for program in strata strata-static; do
  echo "$folder/$program: $(stat -c %s "$folder/$program") bytes, needs: $(needed=$(objdump -p "$folder/$program" | awk '$1 == "NEEDED" { print $2 }' | xargs); echo "${needed:-nothing}")"
done
