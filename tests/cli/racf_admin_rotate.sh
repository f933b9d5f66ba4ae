#!/bin/bash
# Key rotation: states, idempotence for cron, exit statuses, what z/OS is told, and runs that are
# killed at every step. PTKT_ROUNDS raises the number of rotations under way of sign-ons.
. "$(dirname "$0")/lib.sh"

define() {
    racf-admin --store "$1" init
    racf-admin --store "$1" >/dev/null <<COMMANDS
SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)
ADDUSER USER0002 PASSWORD(TEST0002)
RDEFINE PTKTDATA APPLI2I SSIGNON($2)
SETROPTS RACLIST(PTKTDATA) REFRESH
COMMANDS
}
rotate() { "$racf_admin" --store s rotate APPLI2I "$@"; }
status() { rotate --status --field "$1"; }
make() { ptkt-gen --store s -u USER0002 -a APPLI2I "$@"; }
check() { ptkt-verify --store s -u USER0002 -a APPLI2I "$@"; }

define s 'KEYMASKED(E001193519561977)'
first=$(status check_value)
expect_equal "$first" A13386
define busy 'KEYMASKED(E001193519561977)'
(
    flock busy/rotate.lock racf-admin --store busy rotate APPLI2I 2>busy.err
    echo $? >busy.status
) &
busy=$!

# Nothing is due: exit 0 and silence. A day old is old enough for --every 1d.
run rotate --every 30d
expect_status 0
expect_no_output
expect_silence
run rotate --status --every 30d
expect_status 0
sed -i 's/^legacy_since = .*/legacy_since = "2020-01-01T00:00:00Z"/' s/profiles/PTKTDATA/APPLI2I.toml
accept_edits s
run rotate --status --every 30d
expect_status 1
expect_out_has 'due       2020-01-31T00:00:00Z, now'
run rotate --every 30d --at +1h
expect_status 0
expect_equal "$(wc -l <err)" 1
expect_err_has 'racf-admin: APPLI2I: new des key with check value'
for _ in 1 2; do
    run rotate --every 30d --at +1h
    expect_status 0
    expect_silence
done
expect_equal "$(status state)" staged
expect_equal "$(status check_value)" "$first"
run rotate
expect_status 77
expect_err_has 'staged already'

# Before its moment the staged key is used by nobody; tickets that claim that moment have it.
old=$(make)
new=$(make --at +2h)
run check --at +2h --no-record --field key_role -- "$new"
expect_out active
run check --at +3590s --no-record --field key_role -- "$(make --at +3600s)"
expect_out next
run check --at +2h --no-record -- "$(make)"
expect_status 1
run check --field key_role -- "$old"
expect_out active

# Abort, rotate at once: the old key is still good, but only for its grace.
run rotate --abort
expect_status 0
run rotate --abort
expect_status 66
old=$(make --next)
run rotate --grace 20m
expect_status 0
run check --no-record -- "$old"
expect_status 0
expect_out_has 'by the previous key of a rotation'
run check -- "$old"
expect_status 0
expect_equal "$(tail -1 s/audit.jsonl | grep -c '"key_role":"previous"')" 1
expect_equal "$(status state)" grace
run rotate --rollback
expect_status 0
expect_equal "$(status check_value)" "$first"
run rotate --rollback
expect_status 0
run rotate --grace 0s
expect_status 0
expect_err_has '; the key before is accepted no longer'
run check --no-record -- "$(make)"
expect_status 0
run rotate --status --json
expect_out_has '"state":"grace"'

# Earlier keys end at once, or sooner than they would: at this end by one command.
old=$(make)
run rotate --grace 1h
run check --no-record -- "$old"
expect_status 0
run rotate --settle --grace 10m
expect_status 0
expect_err_has 'earlier keys are accepted until'
run check --no-record -- "$old"
expect_status 0
run rotate --settle --grace 0s
expect_status 0
expect_err_has 'no earlier key is accepted'
run check --no-record -- "$old"
expect_status 1
expect_equal "$(status state)" active
run rotate --revoke-previous --status
expect_status 64
# A qualified profile that has the key that was replaced goes on to accept it.
define q 'KEYMASKED(E001193519561977)'
racf-admin --store q RDEFINE PTKTDATA APPLI2I.USER0002 'SSIGNON(KEYMASKED(E101193519561977))' \
    >/dev/null 2>&1
racf-admin --store q RDEFINE PTKTDATA APPLI2I.USER0003 'SSIGNON(KEYMASKED(123456789ABCDEF0))' \
    >/dev/null 2>&1
run racf-admin --store q rotate APPLI2I --status
expect_out_has 'APPLI2I.USER0002 accepts one of these keys, too'
run racf-admin --store q rotate APPLI2I --status --field shared_with
expect_out '["APPLI2I.USER0002"]'
# A staged key that is taken away, and a rollback, leave it with the key that both have.
racf-admin --store q rotate APPLI2I --at +1h -q
run racf-admin --store q rotate APPLI2I --abort
expect_status 0
expect_equal "$(grep -c 'warning: ' err)" 0
racf-admin --store q rotate APPLI2I -q
run racf-admin --store q rotate APPLI2I --rollback --grace 0s
expect_status 0
expect_equal "$(grep -c 'warning: ' err)" 0
run racf-admin --store q rotate APPLI2I --grace 0s
expect_status 0
expect_err_has 'PTKTDATA profile APPLI2I.USER0002 still accepts a key that APPLI2I had before'
grep -q USER0003 err && fail 'another key is not the same'

# The vault: made keys are deleted when they are retired, and no key in use can be deleted.
define v 'EPTKEYLABEL(MY.KEY)'
racf-admin --store v key generate MY.KEY
racf-admin --store v rotate APPLI2I --grace 1h -q
run racf-admin --store v key delete MY.KEY
expect_status 77
racf-admin --store v rotate APPLI2I --rollback --grace 0s -q
run racf-admin --store v key list --field label
expect_out MY.KEY

expect_equal "$(tail -3 v/audit.jsonl | grep -c '"event":"key",.*"action":"delete","label":"PTKT.ROTATED')" 1
# A key that somebody imported is not a rotation's to delete.
run racf-admin --store v rotate APPLI2I --grace 0s
expect_status 0
expect_err_has 'key MY.KEY stays in the vault'
racf-admin --store v key list --field label | grep -qx MY.KEY || fail 'an imported key is gone'
racf-admin --store v RALTER PTKTDATA APPLI2I 'SSIGNON(EPTKEYLABEL(MY.KEY))' >/dev/null
racf-admin --store v SETROPTS 'RACLIST(PTKTDATA)' REFRESH >/dev/null

# A profile with both kinds: each is due by itself. A profile of an earlier version is read.
define both 'KEYMASKED(E001193519561977) EPTKEYLABEL(MY.KEY)'
racf-admin --store both key generate MY.KEY
old='2020-01-01T00:00:00Z'
sed -i -e '/^legacy_since/d' -e "s/^enhanced_since = .*/active_since = \"$old\"/" \
    both/profiles/PTKTDATA/APPLI2I.toml
accept_edits both
for kind in hmac des; do
    run racf-admin --store both rotate APPLI2I --every 30d --kind $kind
    expect_status 0
    expect_err_has "new $kind key"
    run racf-admin --store both rotate APPLI2I --every 30d --kind $kind
    expect_status 0
    expect_silence
done

# The same means: every active key is, and both sides go by what they tell.
define l 'KEYMASKED(E001193519561977)'
cp -r l r
compare() {
    racf-admin --store "$1" rotate APPLI2I --status --json >theirs
    run racf-admin --store "$2" rotate APPLI2I --status --compare theirs
}
compare l r
expect_status 0
expect_out_has 'the other side is the same'
for side in l r; do
    head -c 32 /dev/zero | tr '\0' '\21' | od -An -v -tx1 | tr -d ' \n' |
        racf-admin --store $side key import MY.KEY --from - || fail 'no key'
    racf-admin --store $side RALTER PTKTDATA APPLI2I 'SSIGNON(EPTKEYLABEL(MY.KEY))' >/dev/null
    racf-admin --store $side SETROPTS 'RACLIST(PTKTDATA)' REFRESH >/dev/null
done
compare l r
expect_status 0
expect_equal "$(grep -o '"active":.*' theirs | grep -o check_value | wc -l)" 2
racf-admin --store l RALTER PTKTDATA APPLI2I 'SSIGNON(KEYMASKED(123456789ABCDEF0))' >/dev/null
compare l r
expect_status 1
expect_out_has 'there: not in force until REFRESH'
compare r l
expect_status 1
expect_out_has 'here: not in force until REFRESH'
run racf-admin --store l rotate APPLI2I --status
expect_status 1
racf-admin --store l SETROPTS 'RACLIST(PTKTDATA)' REFRESH >/dev/null
run racf-admin --store l rotate APPLI2I --status
expect_status 0
for sides in 'l r' 'r l'; do
    # shellcheck disable=SC2086
    compare $sides
    expect_status 1
    expect_out_has 'DIFFERS: active key: here hmac'
done
rm -rf r
cp -r l r
stopped_at "done" racf-admin --store l rotate APPLI2I
compare l r
expect_status 1
stopped_at refresh racf-admin --store r rotate APPLI2I
run racf-admin --store r rotate APPLI2I --status
expect_status 1
compare r l
expect_status 1
expect_out_has 'there: a run was cut off'

# What the other side's administrator is told; a key never on a terminal nor in an open file.
run rotate --emit racf
expect_status 77
expect_err_has 'a file that others may read'
run rotate --emit racf -o job.racf
expect_status 0
expect_no_output
expect_equal "$(stat -c %a job.racf)" 600
grep -qE '^RALTER PTKTDATA APPLI2I SSIGNON\(KEYMASKED\([0-9A-F]{16}\)\)$' job.racf ||
    fail 'no RALTER command'
expect_equal "$(tail -1 job.racf)" 'SETROPTS RACLIST(PTKTDATA) REFRESH'
define z 'KEYMASKED(123456789ABCDEF0)'
racf-admin --store z -f job.racf >/dev/null
expect_equal "$(racf-admin --store z rotate APPLI2I --status --field check_value)" \
    "$(status check_value)"
run rotate --emit icsf
expect_status 77
run racf-admin --store v rotate APPLI2I --emit racf
expect_out 'RALTER PTKTDATA APPLI2I SSIGNON(EPTKEYLABEL(MY.KEY))
SETROPTS RACLIST(PTKTDATA) REFRESH'
expect_equal "$(racf-admin --store v rotate APPLI2I --emit icsf | grep -c 'MY.KEY')" 2
# After an upgrade z/OS still has the legacy key: a second step takes it away, when its grace is over.
define u 'KEYMASKED(E001193519561977)'
racf-admin --store u rotate APPLI2I --upgrade enhanced --at +2h --grace 1h -q
run racf-admin --store u rotate APPLI2I --emit racf
expect_status 0
next_at=$(racf-admin --store u rotate APPLI2I --status --field next_at)
expect_out_has "/* Second step, not before $(date -u -d "$next_at + 1 hour" +%FT%TZ): the legacy key goes */"
expect_out_has '/* RALTER PTKTDATA APPLI2I SSIGNON(NOLEGACYKEY) */'
expect_equal "$(grep -vc '^/\*' out)" 2
racf-admin --store u rotate APPLI2I --abort -q
racf-admin --store u rotate APPLI2I --upgrade enhanced -q
run racf-admin --store u rotate APPLI2I --emit racf
expect_out_has 'SSIGNON(NOLEGACYKEY)'
# The commands fit on cards, whatever the names, and racf-admin itself can run them.
long=LONG.$(printf 'A%.0s' $(seq 59))
racf-admin --store u <<COMMANDS >/dev/null
RDEFINE PTKTDATA IRRPTAUTH.APPLNAME.USERID1 SSIGNON(EPTKEYLABEL($long) TIMEOUT(30))
COMMANDS
racf-admin --store u key generate "$long"
racf-admin --store u rotate IRRPTAUTH.APPLNAME.USERID1 --emit racf >cards
[ "$(wc -L <cards)" -le 71 ] || fail 'a line is too long'
grep -q -- ' -$' cards || fail 'a long command must be continued'
racf-admin --store z RDEFINE PTKTDATA IRRPTAUTH.APPLNAME.USERID1 >/dev/null
run racf-admin --store z -f cards
expect_status 0
racf-admin --store z RLIST PTKTDATA IRRPTAUTH.APPLNAME.USERID1 SSIGNON | grep -q "$long" ||
    fail 'the continued command is another one'
if ! script -qec true /dev/null </dev/null >/dev/null 2>&1; then
    echo "there is no script(1) or no pseudo terminal here: what goes to a terminal is not tested"
else
    script -qec 'racf-admin --store s rotate APPLI2I --emit racf' typescript >/dev/null </dev/null
    grep -q KEYMASKED typescript && fail 'a key on a terminal'
    script -qec 'racf-admin --store s rotate APPLI2I --emit racf --show-secret' typescript \
        >/dev/null </dev/null
    grep -q KEYMASKED typescript || fail '--show-secret must show it'
fi

# Two runs never overlap: the second waits for the first one's end, but not for ever. (The store of
# this one was locked at the beginning; what became of it is looked at in the end.)
mkfifo hold
flock s/rotate.lock cat hold >/dev/null &
holder=$!
until ! flock -n s/rotate.lock true; do :; done
racf-admin --store s rotate APPLI2I --every 30d 2>waited &
waiting=$!
: >hold
wait $waiting
expect_equal $? 0
wait $holder
expect_equal "$(wc -c <waited)" 0
# Whoever waits for a random moment keeps nobody out.
racf-admin --store s rotate APPLI2I --every 30d --jitter 86400s &
sleeper=$!
run rotate --every 30d
expect_status 0
kill $sleeper
wait $sleeper 2>/dev/null
run rotate --every 30d --jitter 1s
expect_status 0
for wrong in '--at -1h' '--grace 9999d' '--at +9999d'; do
    # shellcheck disable=SC2086
    run rotate $wrong
    expect_status 65
done
run rotate --status --abort
expect_status 64
run racf-admin --store s rotate NOBODY
expect_status 66
run racf-admin --store s rotate
expect_status 64
racf-admin --store s RDEFINE PTKTDATA EMPTY >/dev/null
run racf-admin --store s rotate EMPTY
expect_status 78

# kill -9 at each step: the state is never torn, tickets go on, and the next run completes it.
for step in vault-key profile refresh vault-clean audit; do
    for key in 'KEYMASKED(E001193519561977)' 'EPTKEYLABEL(MY.KEY)'; do
        case $step$key in vault-keyKEYMASKED*) continue ;; esac
        rm -rf s
        define s "$key"
        racf-admin --store s key generate MY.KEY
        before=$(status check_value)
        old=$(make)
        stopped_at "$step" rotate
        expect_status 137
        run check --no-record -- "$(make)"
        expect_status 0
        run check --no-record -- "$old"
        expect_status 0
        run rotate
        expect_status 0
        expect_equal "$(status unfinished)" ''
        after=$(status check_value)
        [ "$before" != "$after" ] || fail 'the key must be another one'
        expect_equal "$(rotate --status --json | grep -o '"previous":.*,"due"' | grep -o until |
            wc -l)" 1
        run check --no-record -- "$(make)"
        expect_status 0
        run check -- "$old"
        expect_status 0
        [ "$step" = vault-key ] || run racf-admin --store s audit --event rotation
        [ "$step" = vault-key ] || expect_out_has 'completed an earlier run that was cut off (stage)'
        # Back again, cut off at the same step.
        stopped_at "$step" rotate --rollback
        run rotate --rollback
        expect_status 0
        [ "$step" = vault-key ] || expect_equal "$(status check_value)" "$before"
    done
done

# A run that was cut off is no excuse for what is asked for now: another moment, another kind, or
# long after. What was asked for then is asked for by cron once more, and is done.
cut_off() {
    rm -rf s
    define s 'KEYMASKED(E001193519561977)'
    stopped_at profile rotate "$@"
    expect_status 137
    made=$(status "${made_field:-check_value}")
}
cut_off
run rotate --at +2h
expect_status 0
expect_equal "$(status state)" staged
cut_off
run rotate --upgrade enhanced
expect_status 0
expect_equal "$(status kind)" hmac
cut_off
run rotate
expect_equal "$(status check_value)" "$made"
cut_off
sed -i 's/^unfinished_since = .*/unfinished_since = "2020-01-01T00:00:00Z"/' \
    s/profiles/PTKTDATA/APPLI2I.toml
accept_edits s
run rotate
expect_status 0
[ "$(status check_value)" != "$made" ] || fail 'an old run is not the one that is asked for'
made_field=next_check_value
cut_off --at +1h
run rotate --at +1h
expect_status 0
expect_equal "$(status next_check_value)" "$made"
cut_off --at +1h
run rotate --at +3h
expect_status 77
cut_off --at +1h
run rotate
expect_status 77
cut_off --upgrade enhanced --at +1h
run rotate --upgrade enhanced --at +1h
expect_status 0
expect_equal "$(status next_check_value)" "$made"

# Sign-ons go on while keys change: whole programs, one ticket after the other.
rounds=${PTKT_ROUNDS:-5}
: >rotations
rm -rf s
define s 'KEYMASKED(E001193519561977)'
(
    for _ in $(seq "$rounds"); do
        # So many keys are kept at once; a run too many says to try again.
        while ! racf-admin --store s rotate APPLI2I --grace 5s 2>said; do
            grep -q 'are still accepted' said || cat said
            grep -q 'are still accepted' said || break
        done
    done
    echo finished
) >rotations 2>&1 &
turns=0
until grep -q finished rotations; do
    run check --no-record -- "$(make)"
    expect_status 0
    turns=$((turns + 1))
    [ "$status" -eq 0 ] || break
done
wait $busy
expect_equal "$(cat busy.status)" 75
wait
expect_equal "$(grep -cv finished rotations)" 0
[ "$turns" -gt 0 ] || fail 'no ticket was made'
