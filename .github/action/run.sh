#!/usr/bin/env bash
# What the action does; its inputs are the variables of action.yml. It fetches the program, checks the image once for all
# reports, and tells the verdict: as outputs, on the summary page, as a comment on the pull request.
#
# STRATA names a program that is there already; then nothing is fetched. Needs curl and jq, as GitHub's runners have them.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The release's archive, held against the checksum that the user says, else against the release's own.
fetch() {
  local name from sum
  name=strata-$VERSION-linux-$(uname -m)
  from=$DOWNLOAD/v$VERSION
  curl --fail --silent --show-error --location --retry 3 -o "$work/$name.tar.xz" "$from/$name.tar.xz"
  sum=${SHA256:-}
  if [ -z "$sum" ]; then
    curl --fail --silent --show-error --location --retry 3 -o "$work/SHA256SUMS" "$from/SHA256SUMS"
    sum=$(awk -v name="$name.tar.xz" '$2 == name { print $1 }' "$work/SHA256SUMS")
  fi
  echo "$sum  $work/$name.tar.xz" | sha256sum --check --strict --quiet - \
    || { echo "::error::$name.tar.xz has not the checksum that it must have" >&2; exit 3; }
  tar -xJf "$work/$name.tar.xz" -C "$work"
  STRATA=$work/$name/bin/strata
}

# Options of strata check, from the variables that are not empty.
options() {
  local line
  arguments=(--fail-on="${FAIL_ON:-high}")
  [ -z "${DOCKERFILE:-}" ] || arguments+=(--dockerfile="$DOCKERFILE")
  [ -z "${MIN_EFFICIENCY:-}" ] || arguments+=(--min-efficiency="$MIN_EFFICIENCY")
  [ -z "${MAX_WASTED:-}" ] || arguments+=(--max-wasted="$MAX_WASTED")
  [ -z "${MAX_SIZE:-}" ] || arguments+=(--max-size="$MAX_SIZE")
  [ -z "${AGAINST:-}" ] || arguments+=(--against="$AGAINST")
  [ -z "${MAX_GROWTH:-}" ] || arguments+=(--max-growth="$MAX_GROWTH")
  while IFS= read -r line; do [ -z "$line" ] || arguments+=("$line"); done <<< "${OPTIONS:-}"
}

output() { printf '%s=%s\n' "$1" "$2" >> "${GITHUB_OUTPUT:-/dev/stdout}"; }

# api METHOD PATH [FILE]: asks the forge; the token is in no command line.
api() {
  curl --fail --silent --show-error --request "$1" --header @<(printf 'Authorization: Bearer %s\n' "$COMMENT_TOKEN") \
    --header 'Accept: application/vnd.github+json' ${3:+--data-binary "@$3"} "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/$2"
}

# The comment of this image on the pull request: a mark tells it from others'; the one that is there is renewed.
comment() {
  local number mark page existing
  number=$(jq -r '.pull_request.number // empty' "${GITHUB_EVENT_PATH:-/dev/null}")
  [ -n "$number" ] || { echo "no pull request: no comment"; return; }
  mark="<!-- strata $(printf %s "$IMAGE" | sha256sum | cut -c -16) -->"
  jq --arg mark "$mark" --rawfile text "$work/report.md" -n '{body: ($mark + "\n" + $text)}' > "$work/comment.json"
  for page in 1 2 3 4 5 6 7 8 9; do
    api GET "issues/$number/comments?per_page=100&page=$page" > "$work/comments.json"
    existing=$(jq -r --arg mark "$mark" 'map(select(.body | startswith($mark))) | first | .id // empty' "$work/comments.json")
    if [ -n "$existing" ] || [ "$(jq length "$work/comments.json")" -lt 100 ]; then break; fi
  done
  if [ -n "$existing" ]; then
    api PATCH "issues/comments/$existing" "$work/comment.json" > /dev/null
  else
    api POST "issues/$number/comments" "$work/comment.json" > /dev/null
  fi
}

[ -n "${STRATA:-}" ] || fetch
options
json=${RUNNER_TEMP:-$PWD}/strata.json
arguments+=(--format="json=$json" --format="markdown=$work/report.md")
reports=
while IFS= read -r report; do
  [ -n "$report" ] || continue
  arguments+=(--format="$report")
  reports+=$report$'\n'
done <<< "${FORMATS:-}"

status=0
"$STRATA" check "${arguments[@]}" -- "$IMAGE" 2> "$work/errors" || status=$?
cat "$work/errors" >&2
[ "$status" -le 1 ] || { echo "::error::$(tail -1 "$work/errors")" >&2; exit "$status"; }
verdict=pass
[ "$status" = 0 ] || verdict=fail

output verdict "$verdict"
output size "$(jq .totals.layerBytes "$json")"
output wasted "$(jq .totals.wastedBytes "$json")"
output findings "$(jq '.findings | length' "$json")"
output json "$json"
end=strata-$RANDOM$RANDOM
{ echo "reports<<$end"; printf %s "$reports"; echo "$end"; } >> "${GITHUB_OUTPUT:-/dev/stdout}"
cat "$work/report.md" >> "${GITHUB_STEP_SUMMARY:-/dev/stdout}"
[ -z "${COMMENT_TOKEN:-}" ] || comment
[ "$verdict" = pass ] || [ "${GATE:-true}" != true ]
