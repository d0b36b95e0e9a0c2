#!/usr/bin/env bash
# Builds with every engine that answers here, and reads the images that it keeps: strata build, docker:NAME, podman:NAME.
#
#   Tests/Distribution/engines.sh PROGRAM
#
# As root, with busybox (busybox-static), of which the base image is made: nothing is fetched. DOCKER_HOST names another
# daemon; what engines keep stays under the names localhost/strata-try/….
set -euo pipefail
program=$(realpath "${1:?which program?}")
busybox=$(command -v busybox) || { echo "busybox is not installed: skipped"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TMPDIR=$work/temporary BUILDAH_ISOLATION=chroot
base=localhost/strata-try/base:1
context="$work/the context"
mkdir -p "$TMPDIR" "$context" "$work/root/bin"
cp "$busybox" "$work/root/bin/busybox"
for name in sh cat true false; do ln -s busybox "$work/root/bin/$name"; done
echo code > "$context/code.txt"
cat > "$context/My Dockerfile" <<DOCKERFILE
FROM $base AS builder
COPY code.txt /made
RUN cat /made > /result

FROM $base AS final
COPY --from=builder /result /app/result
CMD ["cat", "/app/result"]
DOCKERFILE
printf 'FROM %s\nRUN false\n' "$base" > "$context/Dockerfile"

fail() { echo "$engine: $*" >&2; tail -5 "$work/out" >&2; exit 1; }
build() { "$program" build --engine "$engine" "$@" > "$work/out" 2>&1 < /dev/null; }
nothing_left() { [ -z "$(ls -A "$TMPDIR")" ] || fail "leaves $(ls "$TMPDIR") in TMPDIR"; }

# base ENGINE: the base image, from a directory.
base() {
  case $1 in
    buildah)
      local container
      container=$(buildah from scratch)
      buildah add --quiet "$container" "$work/root" /
      buildah config --env PATH=/bin "$container"
      buildah commit --quiet "$container" "$base"
      buildah rm "$container" ;;
    *) tar -C "$work/root" -c . | "$1" import --change 'ENV PATH=/bin' - "$base" ;;
  esac
}

for engine in docker buildah podman; do
  "$engine" version > /dev/null 2>&1 || { echo "$engine does not answer: skipped"; continue; }
  base "$engine" > "$work/out" 2>&1 || fail "has no base image"
  network=--network=host
  [ "$engine" != docker ] || network=--network=none
  archive="$work/$engine, it: self.tar"
  build -o "$archive" --no-open -- "$network" -t localhost/strata-try/shop:1 -f "$context/My Dockerfile" "$context" \
    || fail "does not build"
  nothing_left
  "$program" stages "$archive" --dockerfile "$context/My Dockerfile" > "$work/out" || fail "the archive cannot be read"
  grep -q '^Image  *localhost/strata-try/shop:1$' "$work/out" || fail "the name is lost"
  grep -q 'builder  feeds' "$work/out" || fail "the stages are not known"
  before=$(sha256sum < "$archive")
  status=0; build -o "$archive" --no-open -- "$network" "$context" || status=$?
  { [ $status = 3 ] && grep -q "the build failed" "$work/out"; } || fail "a failing build ends with $status"
  [ "$before" = "$(sha256sum < "$archive")" ] || fail "a failing build changes the archive of the one before"
  nothing_left
  [ "$engine" = buildah ] && { echo "buildah: ok"; continue; }
  "$program" inspect "$engine:$base" > "$work/out" 2>&1 || fail "does not hand the image over"
  status=0; "$program" inspect "$engine:localhost/strata-try/none:1" > "$work/out" 2>&1 || status=$?
  { [ $status = 3 ] && grep -q "cannot be saved by $engine" "$work/out"; } || fail "a missing image ends with $status"
  nothing_left
  echo "$engine: ok"
done
