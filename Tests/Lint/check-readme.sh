#!/usr/bin/env bash
# The README's key table is generated from the explorer's key bindings: fails when it is stale.
# `--write` brings it up to date.
set -euo pipefail
cd "$(dirname "$0")/../.."
strata=${STRATA:-.build/debug/strata}
[ -x "$strata" ] || { echo "build strata first, or say where it is: STRATA=…" >&2; exit 1; }
table=$("$strata" keys)
fresh=$(awk -v table="$table" '
  /<!-- keys:begin -->/ { print; print table; inside = 1 }
  /<!-- keys:end -->/ { inside = 0 }
  !inside { if (!/<!-- keys:begin -->/) print }' README.md)
if [ "${1:-}" = --write ]; then
  printf '%s\n' "$fresh" > README.md
elif ! diff <(printf '%s\n' "$fresh") README.md; then
  echo "README.md: the key table is stale; Tests/Lint/check-readme.sh --write brings it up to date" >&2
  exit 1
fi
