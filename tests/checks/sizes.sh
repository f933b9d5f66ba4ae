#!/bin/sh
# Proves that no source file is longer than 400 lines: what is longer holds more than one subject.
set -eu
cd "$(dirname "$0")/../.."
find common tools tests -name '*.[ch]pp' -exec awk '
    FNR > 400 && !(FILENAME in seen) { seen[FILENAME] = 1; print FILENAME " is longer than 400 lines"; bad = 1 }
    END { exit bad }' {} +
