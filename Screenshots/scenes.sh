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
shot palette colon
shot help question
# Stages, where there are some.
image=$root/Fixtures/multi-bk.tar.zst
shot stages 3
