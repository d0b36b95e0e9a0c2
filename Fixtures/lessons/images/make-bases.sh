#!/bin/sh
# Lesson 8: one program, with all of its libraries in it, on alpine, on distroless and on scratch.
#
#   make-bases.sh ALPINE DISTROLESS
#
# Both are real base images as OCI layouts lie in public repositories: Alpine 3.6.2 in cloudfoundry/guardian
# (grootfs/integration/assets/oci-test-image/alpine), distroless static of Debian 10 in project-zot/zot
# (pkg/extensions/search/cve/testdata/zot-dis-test). Needs gcc besides. Names of packages are kept, contents are blanked.
. "$(dirname "$0")/base.sh"

# The first layer of an image in an OCI layout.
first_layer() {
    python3 - "$1" <<'PYTHON'
import json, pathlib, sys
root = pathlib.Path(sys.argv[1])
def blob(descriptor):
    return root / "blobs" / descriptor["digest"].replace(":", "/")
index = json.loads((root / "index.json").read_text())
print(blob(json.loads(blob(index["manifests"][0]).read_text())["layers"][0]))
PYTHON
}

# on NAME [LAYER]: an image of the program on a layer, or on nothing.
on() {
    context="$work/$1"
    mkdir -p "$context"
    cp "$work/serve" "$context/serve"
    {
        echo 'FROM scratch'
        [ -z "${2:-}" ] || { cp "$2" "$context/base.tar.gz"; echo 'ADD base.tar.gz /'; }
        printf 'COPY serve /\nCMD ["/serve"]\n'
    } > "$context/Dockerfile"
    build "$1" "$context" --keep lib/apk/db/installed --keep 'var/lib/dpkg/status.d/*'
}

printf '#include <stdio.h>\nint main(void) { puts("ready"); return 0; }\n' > "$work/serve.c"
gcc -static -Os -s -o "$work/serve" "$work/serve.c"
on on-alpine "$(first_layer "$1")"
on on-distroless "$(first_layer "$2")"
on on-scratch
