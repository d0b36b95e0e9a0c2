#!/bin/sh
# Builds pairs of images with buildah, for diff.py and compare.py: two builds of one Dockerfile, a base update, a package
# upgrade, a squash, gzip against zstd, and a directory of ten images.
#
#   Tests/Conformance/diff-images.sh DIRECTORY     as root; needs buildah, debootstrap and skopeo
#   BASE    a directory with Debian's root file system (default: made by debootstrap in DIRECTORY)
#
# The images lie in DIRECTORY/images, the pairs' names in DIRECTORY/pairs.txt, buildah's own store in DIRECTORY/store.
set -eu
directory=$(realpath -m "${1:?a directory to build in is needed}")
mirror=${MIRROR:-http://deb.debian.org/debian}
mkdir -p "$directory/context/src" "$directory/images" "$directory/ten"
base=${BASE:-$directory/base}
[ -d "$base/usr" ] || debootstrap --variant=minbase bookworm "$base" "$mirror" > "$directory/debootstrap.log"

b() { buildah --storage-driver "${DRIVER:-overlay}" --root "$directory/store" --runroot "$directory/run" "$@"; }

build() { # NAME, the Dockerfile on standard input; further words are buildah's
    name=$1
    shift
    cat > "$directory/$name.Dockerfile"
    b build --layers --isolation chroot --network host -q "$@" -t "localhost/$name" -f "$directory/$name.Dockerfile" \
        "$directory/context" > /dev/null
}

squash() { # NAME NEW: all layers of an image as one
    container=$(b from "localhost/$1")
    b commit -q --squash "$container" "localhost/$2" > /dev/null
    b rm "$container" > /dev/null
}

push() { # NAME [FORM] [further words]: into images/NAME.tar
    name=$1 form=${2:-oci-archive}
    [ $# -lt 2 ] && shift 1 || shift 2
    rm -f "$directory/images/$name.tar"
    b push -q "$@" "localhost/$name" "$form:$directory/images/$name.tar:localhost/$name:latest"
}

pair() { echo "images/$1.tar images/$2.tar" >> "$directory/pairs.txt"; }
: > "$directory/pairs.txt"

printf 'print("hello")\n' > "$directory/context/src/main.py"
head -c 40000 /dev/urandom > "$directory/context/src/data.bin"
printf 'one\ntwo\nthree\n' > "$directory/context/src/notes.txt"

# The base as it was released, and as it is with all updates: a base update.
tar -C "$base" -cf "$directory/context/base.tar" .
build base-old << 'DOCKERFILE'
FROM scratch
ADD base.tar /
CMD ["/bin/sh"]
DOCKERFILE
rm "$directory/context/base.tar"
printf '%s\n' 'deb http://deb.debian.org/debian bookworm main' 'deb http://deb.debian.org/debian bookworm-updates main' \
    'deb http://deb.debian.org/debian-security bookworm-security main' > "$directory/context/sources.list"
build base-updated << 'DOCKERFILE'
FROM localhost/base-old
COPY sources.list /etc/apt/sources.list
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get -y dist-upgrade && apt-get clean && rm -rf /var/lib/apt/lists/*
DOCKERFILE
# One layer, as who publishes a base has it; the command in the middle of the history tells where it ends.
squash base-updated base-squashed
build base-new << 'DOCKERFILE'
FROM localhost/base-squashed
CMD ["/bin/sh"]
DOCKERFILE

for version in old new; do
    build "app-$version" << DOCKERFILE
FROM localhost/base-$version
WORKDIR /srv/app
COPY src/main.py src/notes.txt ./
RUN echo built > /srv/app/built && ln /srv/app/built /srv/app/again
USER nobody
CMD ["python3", "main.py"]
DOCKERFILE
    push "app-$version"
done
pair app-old app-new

# A package that is upgraded: the same Dockerfile but for the suite that it comes from.
for suite in "bookworm main" "bookworm-backports main"; do
    name=package-$(echo "${suite% *}" | tr -d ' ')
    build "$name" << DOCKERFILE
FROM localhost/base-updated
RUN echo "deb http://deb.debian.org/debian bookworm-backports main" >> /etc/apt/sources.list && apt-get update && \
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -t ${suite% *} curl && \
    apt-get clean && rm -rf /var/lib/apt/lists/*
CMD ["curl", "--version"]
DOCKERFILE
    push "$name"
done
pair package-bookworm package-bookworm-backports

# One Dockerfile built twice: times, byte code, a random name, an identifier.
for turn in first second; do
    build "twice-$turn" --no-cache << 'DOCKERFILE'
FROM localhost/base-updated
COPY src /srv/src
RUN mkdir /srv/out && echo same > /srv/out/file && echo kept > "$(mktemp /srv/out/work.XXXXXXXX)" && \
    head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n' > /etc/machine-id && date > /var/log/build.log && ldconfig
DOCKERFILE
    push "twice-$turn"
    sleep 2
done
pair twice-first twice-second

# The same layers squashed into one.
squash twice-first squashed
push squashed
pair twice-first squashed

# The same image with gzip, with zstd, and plain.
build forms << 'DOCKERFILE'
FROM localhost/base-updated
COPY src /srv/src
CMD ["/bin/sh"]
DOCKERFILE
push forms
rm -rf "$directory/images/forms-zstd.tar" "$directory/images/forms-plain.tar"
skopeo copy -q --dest-compress-format zstd "oci-archive:$directory/images/forms.tar" \
    "oci-archive:$directory/images/forms-zstd.tar:localhost/forms:latest"
b push -q localhost/forms "docker-archive:$directory/images/forms-plain.tar:localhost/forms:latest"
pair forms forms-zstd
pair forms forms-plain

# Ten images that share more or less, for compare.py.
head -c 3000000 /dev/urandom > "$directory/context/src/model"
number=0
for from in base-old base-old base-updated base-updated base-new; do
    number=$((number + 1))
    build "ten-$number" << DOCKERFILE
FROM localhost/$from
COPY src/main.py /srv/app-$number/
CMD ["/bin/sh"]
DOCKERFILE
done
build ten-6 << 'DOCKERFILE'
FROM localhost/ten-3
COPY src/model /srv/model
USER 1000
HEALTHCHECK CMD ["true"]
DOCKERFILE
build ten-7 << 'DOCKERFILE'
FROM localhost/ten-6
USER 0
RUN rm /srv/model
DOCKERFILE
build ten-8 << 'DOCKERFILE'
FROM scratch
COPY src/model /srv/model
DOCKERFILE
# The same layer as in ten-6, on another one: a registry has it once, a disk twice.
build ten-9 << 'DOCKERFILE'
FROM localhost/ten-1
COPY src/model /srv/model
DOCKERFILE
squash ten-7 ten-10
for number in 1 2 3 4 5 6 7 8 9 10; do
    file=$directory/ten/$(printf %02d "$number").tar
    rm -f "$file"
    b push -q "localhost/ten-$number" "oci-archive:$file:localhost/ten-$number:latest"
done
ls -l "$directory/images" "$directory/ten"
