# shellcheck shell=sh
# The pictures, as names and the keys that lead to them. What to find: the naive build.
image=$root/Fixtures/naive-bk.tar.zst
shot overview
shot explorer 2 Tab
shot waste 4 space
shot security 5
shot packages 6
shot advice 7
shot map 2 Tab M
shot list 2 L
shot search 2 Ctrl+g text:password Return
shot image 8
shot palette colon
shot help question
film tour j j 3 j j 4 space 5 Return 6 j 7 space j space D
# Stages, where there are some.
image=$root/Fixtures/multi-bk.tar.zst
shot stages 3
# The naive build beside the one of several stages.
OPTIONS=$root/Fixtures/naive-bk.tar.zst
shot compare 9
OPTIONS=
# Lessons, narrow and wide: a guess with what proves the answer, a thing that was found, a file that is edited.
for size in "80 24" "160 45"; do
    # shellcheck disable=SC2086 # Two words.
    set -- $size
    lesson "lesson-02-$1x$2" "$1" "$2" 2 4 Return n Tab 2 K c Tab
    lesson "lesson-06-$1x$2" "$1" "$2" 6 Tab 2 K c
    lesson "lesson-20-$1x$2" "$1" "$2" 20 j j Return n Tab 2 slash text:shop-version Return Return n Tab Escape 8 n Return n Tab Down \
        Down Down "text:ARG VERSION" Return
done
