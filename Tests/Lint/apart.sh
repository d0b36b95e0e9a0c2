#!/usr/bin/env bash
# Checks the types of the packages that take minutes to build and that .ci/run does not: the fuzzer's rooms and the driver
# for ThreadSanitizer. apart.sh [BUILD]: the directory of a build with all modules, .build/debug.
set -euo pipefail
cd "$(dirname "$0")/../.."
includes=(-I "${1:-.build/debug}/Modules")
for library in Sources/Libraries/*/; do includes+=(-I "$library"); done
for sources in Tests/Fuzz/Sources/fuzz Tests/Threads/Sources/threads; do
  swiftc -typecheck -parse-as-library -swift-version 6 -warnings-as-errors "${includes[@]}" "$sources"/*.swift
done
