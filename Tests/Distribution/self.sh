#!/usr/bin/env bash
# Holds strata's own image against strata: nothing is to be mended in it, and what is in it is known.
#
#   Tests/Distribution/self.sh PROGRAM FOLDER     FOLDER has what make image wrote
set -euo pipefail
program=$(realpath "${1:?which program?}")
image=$(ls "${2:?which folder?}"/strata-*-image.tar)
# It is a command, no service: nothing of it could be asked whether it is well.
"$program" check "$image" --fail-on info --ignore no-healthcheck
"$program" advise "$image" --format json | jq -e '.remedies == []' > /dev/null
"$program" stages "$image" > /dev/null
packages=$("$program" sbom "$image" --format spdx-json | jq -r '.packages[].name')
for name in strata libarchive13 libssl3 libc6; do grep -qx "$name" <<< "$packages" || { echo "$name is not in the bill" >&2; exit 1; }; done
echo "strata's own image: nothing to mend; $(wc -l <<< "$packages") entries in its bill of materials"
