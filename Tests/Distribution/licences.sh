#!/usr/bin/env bash
# The licences of what is linked into the program.
#
#   Tests/Distribution/licences.sh FOLDER        writes FOLDER/PACKAGE/copyright for each of Debian's packages, and Swift's
#   Tests/Distribution/licences.sh --packages    lists the packages
set -euo pipefail
# Under the names of their shared libraries, by which advisories and licences go: the archives are of the same build.
packages=(libarchive13 libisal2 libxxhash0 libssl3 libyaml-0-2 libvectorscan5 libsqlite3-0 libncursesw6 libtinfo6 libnettle8
          liblzma5 libzstd1 liblz4-1 libbz2-1.0 zlib1g libc6 libstdc++6 libgcc-s1)
if [ "${1:?a folder, or --packages}" = --packages ]; then
  printf '%s\n' "${packages[@]}"
  exit
fi
declare -A known
for package in "${packages[@]}"; do
  # Some packages have their copyright in another's folder, or the same text: that is there once.
  text=$(realpath "/usr/share/doc/$package/copyright")
  sum=$(md5sum < "$text")
  mkdir -p "$1/$package"
  if [ -n "${known[$sum]:-}" ]; then
    ln -s "../${known[$sum]}/copyright" "$1/$package/copyright"
  else
    install -m644 "$text" "$1/$package/copyright"
    known[$sum]=$package
  fi
done
install -Dm644 "$(dirname "$(realpath "$(command -v swiftc)")")/../share/swift/LICENSE.txt" "$1/swift/copyright"
# swift-argument-parser is under Swift's own licence.
cmp "$1/swift/copyright" "$(dirname "$0")/../../.build/checkouts/swift-argument-parser/LICENSE.txt"
