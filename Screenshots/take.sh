#!/bin/sh
# Takes the screenshots of the README: the real program in a real terminal (a stock xterm on a virtual X server), driven by
# keys, on black and on white.
#
#   Screenshots/take.sh [-b dark|light|both] [-n TERM] [-s SCENES] [-o DIRECTORY] [STRATA [IMAGE]]
#
# by default both backgrounds, xterm-256color (xterm-16color and xterm have 16 and 8 colours), Screenshots/scenes.sh, into
# Screenshots, .build/release/strata and Fixtures/multi-bk.tar.zst. NAME.png is on black, NAME-light.png on white.
# SCENES is a file of lines `shot NAME KEY…`, `film NAME KEY…` for an animation, and `lesson NAME COLUMNS ROWS LESSON KEY…`, or - for
# standard input. OPTIONS are given to strata.
# Needs xvfb, xterm, xdotool, imagemagick, fonts-dejavu-core.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
backgrounds=both kind=xterm-256color scenes=$here/scenes.sh target=$here
while getopts b:n:s:o: option; do
    case $option in
    b) backgrounds=$OPTARG ;;
    n) kind=$OPTARG ;;
    s) scenes=$OPTARG ;;
    o) target=$OPTARG ;;
    *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
strata=${1:-$root/.build/release/strata}
given=${2:-$root/Fixtures/multi-bk.tar.zst}
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

# Starts the program in a terminal of its own and waits until the image is analysed.
open_terminal() {
    # shellcheck disable=SC2086 # OPTIONS are words.
    env -u NO_COLOR -u COLORFGBG LC_ALL=C.UTF-8 xterm -class strata -tn "$kind" -geometry "${columns}x$rows+0+0" \
        -fa "DejaVu Sans Mono" -fs 11 -bg "$background" -fg "$foreground" -bw 0 -b 6 +sb \
        -e "$strata" ${verb:-explore} ${OPTIONS:-} "$image" &
    terminal=$!
    window=
    while [ -z "$window" ]; do
        kill -0 "$terminal" 2>/dev/null || { echo "$name: the program has ended" >&2; exit 1; }
        sleep 0.1
        window=$(xdotool search --onlyvisible --class strata 2>/dev/null | head -n 1 || true)
    done
    xdotool windowfocus "$window" 2>/dev/null || true
    # On a busy machine too.
    sleep "${WAIT:-6}"
}

# Sends a key: an xdotool name, or what is behind "text:", typed.
press() {
    case $1 in
    text:*) xdotool type --delay 30 "${1#text:}" ;;
    *) xdotool key "$1" ;;
    esac
    sleep 0.3
}

# Saves what the terminal shows. It has few colours: a palette keeps the picture small.
picture() {
    import -window "$window" -strip -colors 48 "png8:$1"
}

close_terminal() {
    kill "$terminal" 2>/dev/null || true
    wait "$terminal" 2>/dev/null || true
    terminal=
    echo "$1"
}

# shot NAME KEY… : starts the program, sends the keys, saves the picture.
shot() {
    name=$1
    shift
    open_terminal
    for key in "$@"; do press "$key"; done
    sleep 0.5
    picture "$target/$name$suffix.png"
    close_terminal "$target/$name$suffix.png"
}

# lesson NAME COLUMNS ROWS LESSON KEY… : the same of a lesson, as a beginner finds it, on a terminal of that size.
lesson() {
    usual="$columns $rows $image"
    columns=$2 rows=$3 image=$4 verb="learn --no-state" lesson=$1
    shift 4
    shot "$lesson" "$@"
    # shellcheck disable=SC2086 # Three words.
    set -- $usual
    columns=$1 rows=$2 image=$3 verb=
}

# film NAME KEY… : the same as an animation, a picture after each key. On black only: it is large.
film() {
    [ -z "$suffix" ] || return 0
    name=$1
    shift
    open_terminal
    picture "$scratch/$name-000.png"
    number=0
    for key in "$@"; do
        press "$key"
        number=$((number + 1))
        picture "$scratch/$name-$(printf %03d "$number").png"
    done
    convert -delay 160 -loop 0 "$scratch/$name"-*.png -layers Optimize "$target/$name.gif"
    close_terminal "$target/$name.gif"
}

mkdir -p "$target"
# Read once: standard input comes only once.
cat "$scenes" >"$scratch/scenes"
for look in "dark black white " "light white black -light"; do
    # shellcheck disable=SC2086 # Four words.
    set -- $look
    [ "$backgrounds" = both ] || [ "$backgrounds" = "$1" ] || continue
    background=$2 foreground=$3 suffix=${4:-} image=$given
    # One line a picture: the keys that lead to it.
    . "$scratch/scenes"
done
