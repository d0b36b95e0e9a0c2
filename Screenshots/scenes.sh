# shellcheck shell=sh
# The pictures, as names and the keys that lead to them.
shot explorer
shot changes Down Down
shot viewer Tab
shot help question
