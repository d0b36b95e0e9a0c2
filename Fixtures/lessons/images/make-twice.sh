#!/bin/sh
# Lesson 22: one Dockerfile, built twice from one context, a minute apart and without a cache.
. "$(dirname "$0")/lab.sh"
busybox_base
mkdir -p "$work/context/app"
cd "$work/context"
printf 'print("orders")\n' > app/main.py
cat > Dockerfile <<'DOCKERFILE'
FROM busy:1.35
WORKDIR /app
COPY app/ .
RUN mkdir /app/data && echo "ready" > /app/data/state
RUN date > /app/built-at
RUN head -c 16 /dev/urandom > /app/instance-id
CMD ["cat", "/app/built-at"]
DOCKERFILE
image first . --no-cache
sleep 61
image second . --no-cache
pack first
pack second
