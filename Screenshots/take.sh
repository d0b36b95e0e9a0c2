#!/bin/sh
# Takes the screenshots of the README: the real program in a real terminal (xterm on a virtual X server), driven by keys.
#
#   Screenshots/take.sh [STRATA [IMAGE]]
#
# by default .build/release/strata and Fixtures/multi-bk.tar.zst. Needs xvfb, xterm, xdotool, imagemagick, fonts-dejavu-core.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
strata=${1:-$root/.build/release/strata}
image=${2:-$root/Fixtures/multi-bk.tar.zst}
columns=${COLUMNS_WANTED:-120}
rows=${ROWS_WANTED:-36}
scratch=$(mktemp -d)
server= terminal=

for program in Xvfb xterm xdotool import; do
    command -v "$program" >/dev/null || {
        echo "$program is missing: apt-get install xvfb xterm xdotool imagemagick fonts-dejavu-core" >&2
        exit 2
    }
done

cleanup() {
    [ -z "$terminal" ] || kill "$terminal" 2>/dev/null || true
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$scratch"
}
trap cleanup EXIT INT TERM

# The server chooses a free display and tells it.
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$scratch/display" 2>"$scratch/xvfb" &
server=$!
while [ ! -s "$scratch/display" ]; do sleep 0.05; done
DISPLAY=:$(cat "$scratch/display")
export DISPLAY

# shot NAME KEY… : starts the program, sends the keys, saves NAME.png. A key is an xdotool name; "text:…" is typed.
shot() {
    name=$1
    shift
    env -u NO_COLOR LC_ALL=C.UTF-8 xterm -class strata -geometry "${columns}x$rows+0+0" -fa "DejaVu Sans Mono" -fs 11 \
        -bg "#14171c" -fg "#d8dee6" -bw 0 -b 6 +sb -xrm "strata*color4: #5f9ff0" -xrm "strata*color12: #8ab8ff" \
        -e "$strata" "$image" &
    terminal=$!
    window=
    while [ -z "$window" ]; do
        kill -0 "$terminal" 2>/dev/null || { echo "$name: the program has ended" >&2; exit 1; }
        sleep 0.1
        window=$(xdotool search --onlyvisible --class strata 2>/dev/null | head -n 1 || true)
    done
    xdotool windowfocus "$window" 2>/dev/null || true
    # Until the image is analysed, on a busy machine too.
    sleep 6
    for key in "$@"; do
        case $key in
        text:*) xdotool type --delay 30 "${key#text:}" ;;
        *) xdotool key "$key" ;;
        esac
        sleep 0.3
    done
    sleep 0.5
    import -window "$window" -strip "$here/$name.png"
    kill "$terminal" 2>/dev/null || true
    wait "$terminal" 2>/dev/null || true
    terminal=
    echo "$here/$name.png"
}

# One line a picture: the keys that lead to it.
. "$here/scenes.sh"
