#!/bin/sh
# Makes mounts.tar.zst: the same download with and without a cache mount, an installation from a bind mount (lesson 12).
. "$(dirname "$0")/base.sh"

context="$work/context"
mkdir -p "$context/wheels"
printf 'Dockerfile\n.dockerignore\n' > "$context/.dockerignore"
cp "$here/../12-cache-and-bind-mounts/mounts.Dockerfile" "$context/Dockerfile"
megabytes "$context/wheels/three.whl" 20
build mounts "$context"
