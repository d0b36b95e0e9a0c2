#!/bin/sh
# Lesson 24: an image that nobody documented, with several faults. Needs debootstrap and a network, for Debian and PyPI.
. "$(dirname "$0")/lab.sh"
base=${BASE_ROOT:-$work/debian}
[ -d "$base" ] || debootstrap --variant=minbase --include=ca-certificates,python3,python3-pip bookworm "$base"
rm -rf "$base"/var/lib/apt/lists/* "$base"/var/cache/apt/* "$base"/var/log/* "$base"/usr/lib/python3.11/EXTERNALLY-MANAGED
cp /etc/ssl/certs/ca-certificates.crt "$base/etc/ssl/certs/"
tar -C "$base" -c . | docker import -c 'CMD ["bash"]' - python-base:3.11 > /dev/null

mkdir -p "$work/app/orders" "$work/app/.git/objects/pack"
cd "$work/app"
cat > "$work/Dockerfile" <<'DOCKERFILE'
FROM python-base:3.11 AS builder
WORKDIR /build
COPY requirements.txt .
RUN pip install --no-cache-dir --prefix=/install -r requirements.txt

FROM python-base:3.11
RUN useradd --system orders
RUN apt-get update -o Acquire::Check-Valid-Until=false && apt-get install -y --no-install-recommends curl gcc libc6-dev
WORKDIR /srv
COPY . .
COPY --from=builder /install/local /usr/local
RUN pip install gunicorn
RUN rm .env
RUN chmod -R g+w /srv
EXPOSE 8000
CMD gunicorn orders.main:app --bind 0.0.0.0:8000
DOCKERFILE
printf 'flask\nsqlalchemy\n' > requirements.txt
printf 'DB_HOST=db.example.internal\nDB_PASSWORD=tulip-9-anchor-4417\n' > .env
printf 'from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get("/orders")\ndef orders():\n    return {"orders": []}\n' > orders/main.py
: > orders/__init__.py
printf 'ref: refs/heads/main\n' > .git/HEAD
head -c 6000000 /dev/urandom > .git/objects/pack/pack-4f1d.pack
image unknown . -f "$work/Dockerfile"
pack unknown --largest 100 --keep 'srv/*.py' --keep etc/passwd --keep etc/group --keep var/lib/dpkg/status \
  --keep 'var/lib/dpkg/info/*.list' --keep '*/METADATA' --keep 'usr/local/*/RECORD'
