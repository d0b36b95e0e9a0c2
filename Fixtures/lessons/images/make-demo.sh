#!/bin/sh
# Lessons 16 and 19: demo-max.oci.tar of ../shared/images/stages (BuildKit 0.32.2, --provenance=mode=max), blanked.
# usage: make-demo.sh DEMO-MAX.oci.tar
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python3 "$here/blank.py" < "$1" | zstd -19 -q -f -o "$here/demo.tar.zst"
