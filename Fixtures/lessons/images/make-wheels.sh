#!/bin/sh
# Lesson 8: the wheels that pip finds of four packages, for Debian's C library (glibc) and for Alpine's (musl). Where there
# is none, pip finds nothing. Needs pip and PyPI besides. Names and sizes are those of PyPI, contents are blanked.
. "$(dirname "$0")/base.sh"

# fetch DIRECTORY PLATFORM…: a package without a wheel for one of the platforms is told and left out.
fetch() {
    directory="$work/context/$1"; shift
    mkdir -p "$directory"
    for package in numpy==2.2.1 pydantic-core==2.50.4 charset-normalizer==3.5.2 opencv-python-headless==5.0.0.93; do
        python3 -m pip download -q --no-deps --only-binary :all: --implementation cp --python-version 3.11 \
            $(printf -- '--platform %s ' "$@") -d "$directory" "$package" || echo "$package: no wheel for $*"
    done
}

fetch glibc manylinux_2_28_x86_64 manylinux2014_x86_64
fetch musl musllinux_1_2_x86_64 musllinux_1_1_x86_64
printf 'FROM scratch\nCOPY glibc /wheels/glibc\nCOPY musl /wheels/musl\n' > "$work/context/Dockerfile"
build wheels "$work/context"
