#!/usr/bin/env bash
# Runs the hooks in repositories made for it: pre-commit's, where that is installed, and git's before a push.
#
#   Tests/Distribution/hooks.sh PROGRAM
set -euo pipefail
program=$(realpath "${1:?which program?}")
cd "$(dirname "$0")/../.."
source=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/shop"
ln -s "$program" "$work/bin/strata"
export PATH=$work/bin:$PATH HOME=$work GIT_CONFIG_NOSYSTEM=1
git config --global user.name t && git config --global user.email t@example.com && git config --global init.defaultBranch main

fails() { if "$@" > "$work/out" 2>&1; then cat "$work/out"; echo "passes and should not: $*" >&2; exit 1; fi; }
passes() { "$@" > "$work/out" 2>&1 || { cat "$work/out"; echo "fails and should not: $*" >&2; exit 1; }; }
says() { grep -q -- "$1" "$work/out" || { cat "$work/out"; echo "does not say: $1" >&2; exit 1; }; }

cd "$work/shop"
git init -q .
good=$'FROM debian:12\nUSER app\nHEALTHCHECK CMD ["true"]\nCMD ["true"]\n'
bad=$'FROM debian:12\nENV API_TOKEN=hunter2\n'
mkdir web "api service"
printf %s "$good" > web/Dockerfile
printf %s "$good" > "api service/app.Dockerfile"
git add . && git commit -qm one

if command -v pre-commit > /dev/null; then
  # A repository with the hooks alone: the whole source is no package of pre-commit's.
  mkdir "$work/hooks" && cp "$source/.pre-commit-hooks.yaml" "$work/hooks/"
  (cd "$work/hooks" && git init -q . && git add . && git commit -qm hooks)
  passes pre-commit try-repo "$work/hooks" strata-lint --all-files
  printf %s "$bad" > web/Dockerfile
  fails pre-commit try-repo "$work/hooks" strata-lint --all-files
  says secret-in-variable
  git checkout -q web/Dockerfile
  echo "pre-commit, several files: ok"
else
  echo "pre-commit is not installed: skipped"
fi

git init -q --bare "$work/remote"
git remote add origin "$work/remote"
cp "$source/.github/hooks/pre-push" .git/hooks/
passes git push -q origin main
printf %s "$bad" > "api service/app.Dockerfile"
git commit -qam two
fails git push -q origin main
says secret-in-variable
git reset -q --hard HEAD~1
# A new branch brings only what no remote has; a file that is deleted is not judged; deleting a branch judges nothing.
git checkout -qb new && git rm -q web/Dockerfile && git commit -qm three
passes git push -q origin new
passes git push -q origin :new
git config strata.image "$source/Fixtures/naive-bk.tar.zst"
echo > README && git add README && git commit -qm four
fails git push -q origin new
says 'does not pass'
git config strata.options "--fail-on none"
passes git push -q origin new
echo "pre-push: ok"
