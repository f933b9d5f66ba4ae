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

# A line a room: its path, then the rooms that it may include, from `ptkt_room(PATH ROOMS a b ...)`.
table=$(awk '
    /^ptkt_room\(/ { line = $0; while (line !~ /\)/) { getline more; line = line " " more }
        gsub(/[()]/, " ", line); n = split(line, word, /[ \t]+/)
        keep = 0; out = word[2] " "
        for (i = 3; i <= n; i++) {
            if (word[i] == "ROOMS") { keep = 1; continue }
            if (word[i] == "LIBRARIES" || word[i] == "ALONE") break
            if (keep) out = out word[i] " "
        }
        print out
    }' "$rooms")

# Every folder with sources belongs to a room, and no include leaves the rooms that its own may see.
hits=$(find common \( -name '*.cpp' -o -name '*.hpp' \) -exec grep -nE '^#include "|^#(ifndef|pragma)' {} + |
    awk -v table="$table" '
        function room_of(path,    parts, n, name) {
            sub(/^common\//, "", path)
            n = split(path, parts, "/")
            if (parts[1] in may) return parts[1]
            name = parts[1] "/" parts[2]
            return (n > 2 && name in may) ? name : ""
        }
        BEGIN {
            n = split(table, line, "\n")
            for (i = 1; i <= n; i++) {
                m = split(line[i], word, " ")
                may[word[1]] = " " line[i]
            }
        }
        {
            split($0, part, ":")
            room = room_of(part[1])
            if (room == "") { print part[1] ": in no room of common/CMakeLists.txt"; next }
            if ($0 !~ /#include "/) next
            target = $0; sub(/^[^"]*"/, "", target); sub(/".*/, "", target)
            into = target ~ /^common\// ? room_of(target) : ""
            if (into == "") { print part[1] ":" part[2] ": " target " is in no room"; next }
            if (index(may[room], " " into " ") == 0)
                print part[1] ":" part[2] ": " room " may not look into " into
        }' | sort -u)
[ -z "$hits" ] || complain "$hits"

# The wings: RACF knows nothing of IMS Connect or of networks, and no engine knows a terminal.
hits=$(echo "$table" | awk '
    { unwanted = $1 ~ /^racf\// ? "^(ims/|net$|tls$|cli$|wiring$)" : $1 ~ /^ims\// ? "^(cli$|wiring$)" : "^$"
      for (i = 2; i <= NF; i++) if ($i ~ unwanted) print $1 " may look into " $i ": no engine does" }')
[ -z "$hits" ] || complain "$hits"

for directory in tools/*/; do
    tool=$(basename "$directory")
    hits=$(grep -rnE '^#include "tools/' "$directory" --include='*.?pp' | grep -v "\"tools/$tool/") || continue
    complain "$hits: a tool may not look into another tool"
done

# HEADER PLACE: what may be included in one place only (or in those of PLACE|PLACE).
while read -r header place; do
    hits=$(grep -rnE "^#include <$header" common tools --include='*.?pp' | grep -vE "^common/($place)") || continue
    complain "$hits: only common/$place may include <$header...>"
done <<FENCED
openssl/ crypto/|tls/
openssl/ssl tls/
toml formats/toml/
boost/ formats/json/parse
histedit cli/line_editor
sys/socket net/
netinet/ net/
sys/epoll net/
sys/file files/
lmdb nowhere/
FENCED

exit "$failed"
