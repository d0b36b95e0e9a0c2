#!/bin/sh
# Lesson 20: VERSION stands before FROM and is used in the stage, which does not know it.
. "$(dirname "$0")/lab.sh"
busybox_base
mkdir "$work/context"
cat > "$work/context/Dockerfile" <<'DOCKERFILE'
ARG BASE=1.35
ARG VERSION=2.4.0
FROM busy:${BASE}
LABEL version=${VERSION}
RUN echo "shop ${VERSION}" > /etc/shop-version
CMD ["cat", "/etc/shop-version"]
DOCKERFILE
image scopes "$work/context"
pack scopes
