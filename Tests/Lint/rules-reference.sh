#!/usr/bin/env bash
# The reference of the rules is written by the program: fails when it is stale. `--write` brings it up to date.
set -euo pipefail
cd "$(dirname "$0")/../.."
strata=${STRATA:-.build/debug/strata}
page=Sources/Analysis/ImageAnalysis/ImageAnalysis.docc/RulesReference.md
[ -x "$strata" ] || { echo "build strata first, or say where it is: STRATA=…" >&2; exit 1; }
fresh=$(
  printf '# The rules\n\nEvery rule, why it matters and what to do. Written by `strata rules --format markdown`.\n\n'
  "$strata" rules --format markdown
)
if [ "${1:-}" = --write ]; then
  printf '%s\n' "$fresh" > "$page"
elif ! diff <(printf '%s\n' "$fresh") "$page"; then
  echo "$page is stale: make docs writes it anew" >&2
  exit 1
fi
