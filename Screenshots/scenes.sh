# shellcheck shell=sh
# The pictures, as names and the keys that lead to them.
shot explorer 2 Down Down Down Down l
shot changes 1 Up 2 bracketright equal
shot viewer 2 l Down Down Down Down Return
shot help question
shot stages t
# What to find: the naive build.
image=$root/Fixtures/naive-bk.tar.zst
shot waste w j j j j j j
shot findings shift+f
