#!/usr/bin/env bash
# Asks Docker's command line for `docker strata`; no engine is needed.
#
#   Tests/Distribution/plugin.sh PROGRAM
set -euo pipefail
program=$(realpath "${1:?which program?}")
command -v docker > /dev/null || { echo "docker is not installed: skipped"; exit 0; }
cd "$(dirname "$0")/../.."
image=$PWD/Fixtures/multi-bk.tar.zst
DOCKER_CONFIG=$(mktemp -d)
export DOCKER_CONFIG
trap 'rm -rf "$DOCKER_CONFIG"' EXIT
mkdir "$DOCKER_CONFIG/cli-plugins"
ln -s "$program" "$DOCKER_CONFIG/cli-plugins/docker-strata"

# says STATUS TEXT WORD…: what docker does of words.
says() {
  local status=0 text
  text=$(docker "${@:3}" 2>&1) || status=$?
  [ "$status" = "$1" ] && grep -qF -- "$2" <<< "$text" && return
  printf 'docker %s: exit %s, not %s, or it does not say %s:\n%s\n' "${*:3}" "$status" "$1" "$2" "$text" >&2
  exit 1
}

says 0 'strata*' --help
says 0 'See what is in an image' info --format '{{range .ClientInfo.Plugins}}{{.ShortDescription}} {{.Err}}{{end}}'
says 0 'USAGE: strata' strata --help
says 0 'OVERVIEW' help strata
says 0 'demo/multi' strata inspect "$image"
says 0 'demo/multi' --debug --context default strata inspect "$image"
says 0 "$("$program" --version)" strata --version
says 1 'does not pass' strata check "$PWD/Fixtures/naive-bk.tar.zst"
says 2 'strata --help tells more' strata inspect --no-such
says 3 'docker' strata inspect no-such-image:1
says 0 'inspect' __complete strata ins
says 0 ':4' __complete strata check --format s
# Docker shows it in a terminal, after a command that succeeds: that needs an engine.
hint=$("$DOCKER_CONFIG/cli-plugins/docker-strata" strata docker-cli-plugin-hooks '{"RootCmd":"pull","Flags":{},"CommandError":""}')
jq -e '.Type == 0 and (.Template | endswith("docker strata {{arg . 0}}"))' <<< "$hint" > /dev/null || { echo "its hint is $hint" >&2; exit 1; }
echo "docker strata: ok"
