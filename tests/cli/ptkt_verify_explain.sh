#!/bin/bash
# ptkt-verify --explain as people meet it: tickets with the faults that happen, and the cause that
# is named first.
. "$(dirname "$0")/lib.sh"

export PTKT_STORE=$work/store
racf-admin init
cat >commands <<'COMMANDS'
SETROPTS CLASSACT(PTKTDATA APPL) RACLIST(PTKTDATA APPL)
ADDUSER USER0001 PASSWORD(TEST0001)
ADDUSER USER0002 PASSWORD(TEST0002)
RDEFINE PTKTDATA APPLI2I SSIGNON(KEYMASKED(E001193519561977))
RDEFINE PTKTDATA TSOSYS1 SSIGNON(KEYMASKED(123456789ABCDEF0))
RDEFINE APPL APPLI2I UACC(NONE)
PERMIT APPLI2I CLASS(APPL) ID(USER0002) ACCESS(READ)
SETROPTS RACLIST(PTKTDATA APPL) REFRESH
COMMANDS
racf-admin -f commands >/dev/null

at=2026-11-22T10:00:05Z
# make USER APPL TIME [OPTION]...
make() { ptkt-gen -u "$1" -a "$2" --at "$3" "${@:4}"; }
verify() { ptkt-verify -u USER0002 -a APPLI2I --at "$at" "$@"; }
# expect_cause WORD STATUS: of the finding that comes first; none is an empty word.
expect_cause() {
    expect_status "$2"
    expect_silence
    expect_equal "$(sed -n 's/.*"findings":\[{"cause":"\([a-z-]*\)".*/\1/p' out)" "$1"
}

# A good ticket is explained as often as one likes.
good=$(make USER0002 APPLI2I 2026-11-22T10:00:03Z)
for _ in 1 2; do
    run verify --explain --json "$good"
    expect_cause '' 0
done
run verify --explain "$good"
expect_out_has 'accepted: legacy PassTicket for USER0002 at APPLI2I, made 2 s ago'
expect_out_has '  host       SETROPTS LIST'

# Clocks, names and texts.
run verify --explain --json "$(make USER0002 APPLI2I 2026-11-22T05:00:03Z)"
expect_cause time-zone 1
run verify --explain "$(make USER0002 APPLI2I 2026-11-22T05:00:03Z)"
expect_out_has "  finding    the maker's clock is 5 h behind UTC"
expect_out_has '  made       2026-11-22T05:00:03Z'
run verify --explain --json "$(make USER0002 TSOSYS1 "$at")"
expect_cause other-application 1
run verify --explain --json "$(make USER0001 APPLI2I "$at")"
expect_cause other-user 1
run verify --explain --json "$(make USER0001 TSOSYS1 "$at")" --all-users --all-appls
expect_cause other-names 1
run verify --explain --json LZTKEEDQ
expect_cause not-a-ticket 1

# Keys.
(umask 077 && echo '9C1F5B7A30D2E486' >suspected.key)
foreign=$(make USER0002 APPLI2I "$at" --key-file suspected.key)
run verify --explain --json "$foreign"
expect_cause '' 1
run verify --explain "$foreign"
expect_out_has 'hypotheses explains the ticket'
run verify --explain --json "$foreign" --key-file suspected.key
expect_cause suspected-key 1
echo 'RALTER PTKTDATA APPLI2I SSIGNON(KEYMASKED(9C1F5B7A30D2E486))' >commands
racf-admin -f commands >/dev/null
run verify --explain --json "$foreign"
expect_cause not-refreshed 1

# Replay: who used it, and when.
run verify "$good"
expect_status 0
at=2026-11-22T10:02:00Z
run verify --explain --json "$good"
expect_cause used-before 1
run verify --explain "$good"
expect_out_has 'rejected: replayed: used before, at 2026-11-22T10:00:05Z by command line'

# No answer holds a key.
run verify --explain --json "$foreign" --key-file suspected.key
for key in E001193519561977 123456789ABCDEF0 9C1F5B7A30D2E486; do
    grep -qi "$key" out && fail "a key is shown: $key"
done

# Options that do not go together.
run verify --key-file suspected.key --group SYS1 "$good"
expect_status 64
run ptkt-verify --batch --explain
expect_status 64
