# Sourced by the scripts that make images: a base image `busybox:1.35` of Debian's busybox-static, without a network.
#
# `build NAME CONTEXT [options of blank.py]` builds CONTEXT/Dockerfile with buildah and writes NAME.tar.zst beside this
# script, with blanked contents.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot CONTAINERS_STORAGE_CONF="$work/storage.conf"
printf '[storage]\ndriver = "vfs"\nrunroot = "%s/run"\ngraphroot = "%s/graph"\n' "$work" "$work" > "$work/storage.conf"

mkdir -p "$work"/base/bin "$work"/base/dev "$work"/base/etc "$work"/base/proc "$work"/base/root "$work"/base/run \
    "$work"/base/sys "$work"/base/tmp
cp "$(command -v busybox)" "$work/base/bin/busybox"
for name in adduser cat chmod chown cp dd echo id ls mkdir rm sh; do ln -s busybox "$work/base/bin/$name"; done
echo 'root:x:0:0:root:/root:/bin/sh' > "$work/base/etc/passwd"
echo 'root:x:0:' > "$work/base/etc/group"
touch "$work"/base/etc/hostname "$work"/base/etc/hosts "$work"/base/etc/resolv.conf
container=$(buildah from scratch)
buildah add -q "$container" "$work/base" / > /dev/null
buildah config --cmd sh --env PATH=/bin "$container"
buildah commit -q "$container" docker.io/library/busybox:1.35 > /dev/null

# A file of so many millions of bytes, all of them zero.
megabytes() { dd if=/dev/zero of="$1" bs=1000000 count="$2" 2> /dev/null; }

build() {
    name=$1 context=$2; shift 2
    buildah build --layers --pull-never -t "$name" "$context" > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
    rm -f "$work/image.tar"
    buildah push -q "$name" "docker-archive:$work/image.tar:demo/$name:1"
    python3 "$here/blank.py" "$@" < "$work/image.tar" | zstd -q -19 -f -o "$here/$name.tar.zst"
}
