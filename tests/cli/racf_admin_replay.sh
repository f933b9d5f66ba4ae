#!/bin/bash
# The record of used tickets: what was put back from a copy is recognised, in whatever way; what
# changes nothing refuses nobody; a loss has a way back; a flipped bit admits nobody and names the file.
. "$(dirname "$0")/lib.sh"

verifier=$(command -v ptkt-verify)
new_store() {
    rm -rf s
    racf-admin --store s init
    printf '%s\n' 'SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)' \
        'RDEFINE PTKTDATA A SSIGNON(KEYMASKED(7A1C5E9B30D2F486)) UACC(NONE)' \
        'SETROPTS RACLIST(PTKTDATA) REFRESH' 'ADDUSER U PASSWORD(PASS0001)' |
        racf-admin --store s >/dev/null 2>&1
}
# Each call gives another second's ticket, all within the window of the moment @start.
start=$(date +%s)
taken=0
next_ticket() {
    taken=$((taken + 1))
    ticket=$(ptkt-gen --store s -u U -a A --type legacy --at "@$((start - 500 + taken))")
}
verify() { run "$verifier" --store s -u U -a A --at "@$start" -- "$1"; }
expect_accepted() {
    next_ticket
    verify "$ticket"
    expect_status 0
}
expect_reason() {
    verify "$1"
    expect_status 1
    expect_out_has "rejected: $2:"
}

# What changes nothing refuses nobody.
new_store
expect_accepted
used=$ticket
for harmless in 'chmod -R u=rwX,go= s' "chown -R $(id -u):$(id -g) s" 'touch s/replay.cache s/replay.lock s' \
    'cp -al s hard-links' 'cp -a s copy' 'mv s other; mv other s' 'racf-admin --store s check --repair'; do
    sh -c "$harmless"
    expect_accepted
    expect_reason "$used" replayed
done
run racf-admin --store s check
expect_status 0
run racf-admin --store s replay status
expect_status 0
expect_out_has 'as it was left'
rm -rf hard-links copy

# A copy of the file, in its place or by its name; a copy of the whole, in its place or instead of it.
for back in 'cat kept/replay.cache >s/replay.cache' 'cp kept/replay.cache s/' \
    'mv kept/replay.cache s/replay.cache' 'cp -p kept/replay.cache kept/replay.lock s/' \
    'cp -a kept/. s/' 'rm -rf s; cp -a kept s' 'rm s/replay.cache' 'rm s/replay.lock'; do
    new_store
    expect_accepted
    rm -rf kept
    cp -a s kept
    expect_accepted
    used=$ticket
    sh -c "$back"
    last="$back"
    verify "$used"
    expect_status 1
    grep -qE 'rejected: (replay-unknown|replayed):' out || fail "a used ticket after $back"
    next_ticket
    expect_reason "$ticket" replay-unknown
    run racf-admin --store s check
    expect_status 4
    expect_out_has 'replay-floor'
    run racf-admin --store s replay status --field refused_up_to
    expect_status 4
    run racf-admin --store s replay accept-loss
    expect_status 0
    verify "$ticket"
    expect_status 0
    expect_reason "$ticket" replayed
    run racf-admin --store s audit --event replay
    expect_out_has accept-loss
    run racf-admin --store s check
    expect_status 0
done

# The same while a verifier was killed at any step of its change.
if strace -o /dev/null true 2>/dev/null; then
    export ASAN_OPTIONS=detect_leaks=0
    for call in pwrite64 fdatasync; do
        for nth in 1 2 3 4; do
            new_store
            expect_accepted
            rm -rf kept
            cp -a s kept
            expect_accepted
            used=$ticket
            next_ticket
            { strace -f -o trace -e trace="$call" -e inject="$call:signal=KILL:when=$nth" \
                "$verifier" --store s -u U -a A --at "@$start" -- "$ticket" >out 2>err; } 2>/dev/null
            grep -q 'killed by SIGKILL' trace || continue
            expect_accepted # who comes after one that was killed is not refused
            cp -a kept/. s/
            # shellcheck disable=SC2034  # for fail
            last="killed at $call $nth, store put back"
            verify "$used"
            grep -qE 'rejected: (replay-unknown|replayed):' out || fail 'a used ticket was accepted'
        done
    done
fi

# What is not a duration is told before the store is looked for.
run racf-admin --store nowhere replay future 30
expect_status 64

# How far in the future a ticket may have been made.
new_store
future=$(ptkt-gen --store s -u U -a A --type legacy --at "@$((start + 120))")
run racf-admin --store s replay future 30s
expect_status 0
expect_reason "$future" not-yet-valid
expect_out_has 'the window is 30 s ahead'
run racf-admin --store s replay status --field future_seconds
expect_out 30
cp s/replay.cache kept.cache
expect_accepted
cp kept.cache s/replay.cache
next_ticket
expect_reason "$ticket" replay-unknown
# Thirty seconds after the loss tickets are accepted, not ten minutes after it.
# The loss is dated by the clock, so what is later is too.
after=$(($(date +%s) + 60))
later=$(ptkt-gen --store s -u U -a A --type legacy --at "@$after")
run "$verifier" --store s -u U -a A --at "@$after" -- "$later"
expect_status 0
for bad in 601s 11m x -1s; do
    run racf-admin --store s replay future $bad
    expect_status 64
done
run racf-admin --store s replay
expect_status 64
run racf-admin --store s replay status 3s
expect_status 64
printf 'x' >>s/replay.toml
next_ticket
verify "$ticket"
expect_status 78
expect_err_has replay.toml
run racf-admin --store s check
expect_status 12
run racf-admin --store s replay future 10m
expect_status 0

# A cache of an earlier version is not read: what it knew counts as lost.
new_store
mv s/replay.cache s/replay.mdb
next_ticket
expect_reason "$ticket" replay-unknown
[ ! -e s/replay.mdb ] || fail 'the earlier cache is still there'

# A flipped bit of the header, and of the page in which the ticket's record is.
new_store
expect_accepted
used=$ticket
flip() { # flip FILE OFFSET BIT
    python3 - "$@" <<'PY'
import sys
name, offset, bit = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open(name, 'r+b') as f:
    f.seek(offset)
    byte = f.read(1)[0]
    f.seek(offset)
    f.write(bytes([byte ^ 1 << bit]))
PY
}
if command -v python3 >/dev/null; then
    flip s/replay.cache 25 3
    verify "$used"
    expect_status 78
    expect_err_has 'replay.cache is damaged at offset 0'
    run racf-admin --store s check
    expect_status 12
    run racf-admin --store s replay accept-loss
    expect_status 0
    expect_accepted
fi
