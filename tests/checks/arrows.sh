#!/bin/sh
# Proves that includes go only in the directions that common/CMakeLists.txt allows, and that each
# fenced header is included in its own room only. Says every offender with file and line.
set -eu
cd "$(dirname "$0")/../.."

rooms=common/CMakeLists.txt
failed=0
complain() {
    echo "$1" >&2
    failed=1
}

# ROOM -> the rooms it may include, from the lines `ptkt_room(NAME ROOMS a b LIBRARIES ...)`.
allowed() {
    awk -v room="$1" '
        /^ptkt_room\(/ { line = $0; while (line !~ /\)/) { getline more; line = line " " more }
            gsub(/[()]/, " ", line); n = split(line, word, /[ \t]+/)
            if (word[2] != room) next
            keep = 0
            for (i = 3; i <= n; i++) {
                if (word[i] == "ROOMS") { keep = 1; continue }
                if (word[i] == "LIBRARIES") break
                if (keep) print word[i]
            }
        }' "$rooms"
}

for directory in common/*/; do
    room=$(basename "$directory")
    grep -q "^ptkt_room($room " "$rooms" || complain "$directory is not in the table of $rooms"
    may=" $room $(allowed "$room" | tr '\n' ' ') "
    hits=$(grep -rnE '^#include "' "$directory" --include='*.?pp' | sed -E 's/#include "([^"]*)".*/\1/') || continue
    while IFS= read -r hit; do
        target=${hit##*:}
        case $target in
            common/*) into=${target#common/}; into=${into%%/*} ;;
            *) complain "$hit: not a path from the root of the checkout"; continue ;;
        esac
        case $may in *" $into "*) ;; *) complain "$hit: $room may not look into $into" ;; esac
    done <<LIST
$hits
LIST
done

for directory in tools/*/; do
    tool=$(basename "$directory")
    hits=$(grep -rnE '^#include "tools/' "$directory" --include='*.?pp' | grep -v "\"tools/$tool/") || continue
    complain "$hits: a tool may not look into another tool"
done

# HEADER ROOM: what may be included in one room only (or in those of ROOM|ROOM).
while read -r header room; do
    hits=$(grep -rnE "^#include <$header" common tools --include='*.?pp' | grep -vE "^common/($room)/") || continue
    complain "$hits: only common/$room may include <$header...>"
done <<FENCED
openssl/ crypto|tls
openssl/ssl tls
lmdb store
toml toml
CLI/ cli
histedit line_editor
sys/socket ims_connection
netinet/ ims_connection
sys/epoll ims_connection
sys/file files
FENCED

exit "$failed"
