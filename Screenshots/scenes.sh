# shellcheck shell=sh
# The pictures, as names and the keys that lead to them. What to find: the naive build.
image=$root/Fixtures/naive-bk.tar.zst
shot overview
shot explorer 2
shot changes 2 Tab Tab c
shot waste 4 j space
shot security 5
shot advice 6
shot image 7
shot viewer 5 Return Return
shot palette colon
shot help question
# Stages, where there are some.
image=$root/Fixtures/multi-bk.tar.zst
shot stages 3
