# What the make-*.sh share; source it. Needs root, busybox-static, zstd, python3 and a docker engine (Debian's docker.io):
#   dockerd --iptables=false --ip6tables=false --bridge=none --data-root … -H unix://…/sock
#   DOCKER_HOST=unix://…/sock sh make-NAME.sh
set -eu
export DOCKER_BUILDKIT=1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A base image of busybox, busy:1.35.
busybox_base() {
  root=$work/root
  mkdir -p "$root/bin" "$root/etc" "$root/tmp"
  cp /bin/busybox "$root/bin/busybox"
  for name in sh cat date echo ls mkdir rm chmod head httpd wget; do ln -s busybox "$root/bin/$name"; done
  printf 'root:x:0:0:root:/root:/bin/sh\n' > "$root/etc/passwd"
  printf 'root:x:0:\n' > "$root/etc/group"
  tar -C "$root" --sort=name --mtime=@1700000000 --owner=0 --group=0 -c . | docker import -c 'ENV PATH=/bin' -c 'CMD ["/bin/sh"]' - busy:1.35 > /dev/null
}

# image NAME CONTEXT [options of docker build]: builds it by the Dockerfile of the context.
image() {
  name=$1 context=$2; shift 2
  docker build -q --network=host "$@" -t "lesson/$name" "$context" > /dev/null
}

# pack NAME [options of blank.py]: NAME.tar.zst, with large files blanked.
pack() {
  name=$1; shift
  docker save "lesson/$name" | python3 "$here/blank.py" "$@" | zstd -19 -q -f -o "$here/$name.tar.zst"
}
