#!/usr/bin/env bash
# The licences of what is linked into the program.
#
#   Tests/Distribution/licences.sh FOLDER        writes FOLDER/PACKAGE/copyright for each of Debian's packages, and Swift's
#   Tests/Distribution/licences.sh --packages    lists the packages
set -euo pipefail
packages=(libarchive-dev libisal-dev libxxhash-dev libssl-dev libyaml-dev libvectorscan-dev libsqlite3-dev libncurses-dev
          nettle-dev liblzma-dev libzstd-dev liblz4-dev libbz2-dev zlib1g-dev libc6-dev libstdc++-12-dev)
if [ "${1:?a folder, or --packages}" = --packages ]; then
  printf '%s\n' "${packages[@]}"
  exit
fi
for package in "${packages[@]}"; do
  # Some name a package beside them that has it.
  install -Dm644 "$(realpath "/usr/share/doc/$package/copyright")" "$1/$package/copyright"
done
install -Dm644 "$(dirname "$(realpath "$(command -v swift)")")/../share/swift/LICENSE.txt" "$1/swift/copyright"
install -Dm644 "$(dirname "$0")/../../.build/checkouts/swift-argument-parser/LICENSE.txt" "$1/swift-argument-parser/copyright"
