#!/usr/bin/env bash
# The library as others use it: builds Fixtures/use-it in a directory outside of this package, against this checkout,
# runs it on a bundled image and compares what it prints. The README and the documentation show the same program.
# `--write` takes what it prints as the expected text, and the program into README and documentation.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
program=Fixtures/use-it/Sources/use-it/main.swift
pages=(README.md Sources/Analysis/ImageAnalysis/ImageAnalysis.docc/UseItFromYourOwnPackage.md)

# The page with the program in place of what its only block of `import ImageAnalysis` has.
fresh() {
  awk -v program="$program" '
    pending { pending = 0
      if ($0 == "import ImageAnalysis") { while ((getline line < program) > 0) print line; inside = 1; next } }
    inside { if ($0 != "```") next; inside = 0 }
    { print }
    $0 == "```swift" { pending = 1 }' "$1"
}

for page in "${pages[@]}"; do
  if [ "${1:-}" = --write ]; then
    text=$(fresh "$page") && printf '%s\n' "$text" > "$page"
  elif ! diff <(fresh "$page") "$page"; then
    echo "$page: the program is stale; Tests/Lint/use-it.sh --write brings it up to date" >&2
    exit 1
  fi
done

# The same directory each time and what was built before beside it, or every run would build all anew: a minute or two.
directory=${TMPDIR:-/tmp}/strata-use-it-$UID-$(cksum <<< "$root" | cut -d ' ' -f 1)
mkdir -p -m 700 "$directory" && [ -O "$directory" ] || { echo "$directory is somebody else's" >&2; exit 1; }
rm -rf "$directory/Sources" && cp -Rp Fixtures/use-it/Package.swift Fixtures/use-it/Sources "$directory"
export STRATA=$root
swift build --package-path "$directory" --scratch-path .build-use-it >&2
printed=$(cd "$directory" && "$root/.build-use-it/debug/use-it" "$root/Fixtures/multi-bk.tar.zst")
if [ "${1:-}" = --write ]; then
  printf '%s\n' "$printed" > Fixtures/use-it/expected.txt
elif ! diff Fixtures/use-it/expected.txt <(printf '%s\n' "$printed"); then
  echo "use-it prints something else; Tests/Lint/use-it.sh --write takes it as expected" >&2
  exit 1
fi
