#!/bin/sh
# Builds images that waste bytes in every way, with buildah from Debian packages, for waste.py.
#
#   Tests/Conformance/waste-images.sh DIRECTORY     as root; needs buildah and debootstrap
#   BASE    a directory with Debian's root file system (default: made by debootstrap in DIRECTORY)
set -eu
directory=${1:?a directory to build in is needed}
suite=${SUITE:-bookworm}
mirror=${MIRROR:-$(sed -n 's/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\).*/\2/p;s/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1)}
mkdir -p "$directory/context"
base=${BASE:-$directory/base}
[ -d "$base/usr" ] || debootstrap --variant=minbase "$suite" "$base" "$mirror" > "$directory/debootstrap.log"

build() { # NAME, the Dockerfile on standard input
    cat > "$directory/$1.Dockerfile"
    buildah bud --layers --isolation chroot --network host -q -t "localhost/strata-waste-$1" \
        -f "$directory/$1.Dockerfile" "$directory/context" > /dev/null
    rm -f "$directory/$1.tar"
    buildah push -q "localhost/strata-waste-$1" "docker-archive:$directory/$1.tar:strata-waste-$1:latest"
}

if ! buildah inspect localhost/strata-waste-base > /dev/null 2>&1; then
    tar -C "$base" -cf "$directory/context/base.tar" .
    build base << 'DOCKERFILE'
FROM scratch
ADD base.tar /
CMD ["/bin/sh"]
DOCKERFILE
    rm "$directory/context/base.tar"
fi
printf 'one\n' > "$directory/context/one"
head -c 300000 /dev/zero | tr '\0' a > "$directory/context/large"

# Files of packages deleted, changed in mode and owner, written again, put into place of each other.
build files << 'DOCKERFILE'
FROM localhost/strata-waste-base
COPY large one /srv/data/
RUN rm /srv/data/large
COPY large /srv/data/large
RUN chmod -R g+w /srv /usr/share/perl5 /etc
RUN chown -R 1000:1000 /srv
RUN cp -p /srv/data/large /tmp/large && rm /srv/data/large && cp -p /tmp/large /srv/data/large
RUN rm -rf /usr/share/doc /usr/share/man /usr/share/locale
RUN rm -rf /usr/share/perl5 && mkdir /usr/share/perl5 && echo new > /usr/share/perl5/new
RUN rm /srv/data/one && mkdir /srv/data/one && echo deep > /srv/data/one/deep
RUN rm -rf /srv/data/one && echo file > /srv/data/one
RUN touch /usr/bin/* && echo more >> /etc/passwd
CMD ["/bin/sh"]
DOCKERFILE

# Hard links: made, cut one by one, overwritten, and across layers.
build links << 'DOCKERFILE'
FROM localhost/strata-waste-base
COPY large /srv/a
RUN ln /srv/a /srv/b && ln /srv/a /srv/c
RUN rm /srv/a
RUN rm /srv/b && cp /srv/c /srv/d && cp /srv/c /opt/e
RUN ln /opt/e /opt/f && chmod 600 /opt/e
RUN rm -rf /srv
RUN cp -al /usr/share/zoneinfo /opt/zones 2>/dev/null || cp -al /usr/share/common-licenses /opt/zones
RUN rm -rf /opt/zones
RUN perl -e 'for (1..50) { open F, ">", "/opt/p$_"; print F "x" x 1000; link "/opt/p$_", "/opt/q$_" }' && rm /opt/f
RUN rm /opt/p1* && mv /opt/q2 /opt/moved && cp /opt/p3 /opt/q3.new && mv /opt/q3.new /opt/q3
CMD ["/bin/sh"]
DOCKERFILE

# What a package manager does: indices, installs, upgrades of its own data, removals, caches.
build packages << 'DOCKERFILE'
FROM localhost/strata-waste-base
RUN apt-get update
RUN apt-get install -y --no-install-recommends file less python3-minimal
RUN apt-get install -y --no-install-recommends xxd
RUN apt-get purge -y less
RUN apt-get clean && rm -rf /var/lib/apt/lists/*
RUN dpkg-query -W > /root/packages && ldconfig
RUN python3 -c 'import json, re' > /dev/null; find /usr/lib/python3* -name __pycache__ -prune -exec rm -rf {} +
CMD ["/bin/sh"]
DOCKERFILE

# Opaque directories, as overlayfs makes them, below one another and over links.
build opaque << 'DOCKERFILE'
FROM localhost/strata-waste-base
RUN mkdir -p /a/b/c && for n in 1 2 3; do echo "$n$n$n" > /a/$n; echo "$n" > /a/b/$n; echo "deep $n" > /a/b/c/$n; done && ln /a/b/c/1 /kept
RUN rm -rf /a/b && mkdir -p /a/b && echo again > /a/b/1
RUN rm -rf /a && mkdir -p /a/b/c && echo again > /a/b/c/1
RUN rm -rf /a/b && ln -s /etc /a/b
RUN rm /a/b && mkdir /a/b && echo last > /a/b/last
RUN rm -rf /var/lib/dpkg/info && mkdir /var/lib/dpkg/info && rm /kept
CMD ["/bin/sh"]
DOCKERFILE
