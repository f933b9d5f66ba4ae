#!/bin/bash
# Other programs that hold the locks of a receiver's store for long: connections, sign-ons, the operator
# and SIGTERM do not wait for them.
. "$(dirname "$0")/lib.sh"

# within LIMIT-MS COMMAND...: runs it as `run` does; it may take no longer.
within() {
    local limit=$1 began
    shift
    began=$(date +%s%3N)
    run "$@"
    local took=$(($(date +%s%3N) - began))
    [ "$took" -le "$limit" ] || fail "took $took ms, $limit were allowed"
}
# await COMMAND: until it holds, for half a minute at most.
await() {
    local left=300
    until eval "$1"; do
        left=$((left - 1))
        [ $left -gt 0 ] || { fail "never came about: $1"; return; }
        sleep 0.1
    done
}

two_installations
racf-admin --store receiver >/dev/null <<'COMMANDS'
SETROPTS PASSWORD(REVOKE(3))
RALTER PTKTDATA APPLI2I.USER0002 NOAPPLDATA
SETROPTS RACLIST(PTKTDATA) REFRESH
COMMANDS
cp -a sender thief
printf '%s\n' 'RALTER PTKTDATA APPLI2I SSIGNON(KEYMASKED(123456789ABCDEF0))' \
    'SETROPTS RACLIST(PTKTDATA) REFRESH' | racf-admin --store thief >/dev/null
start_receiver -m "$samples/HWSCFGR1" --store receiver --control recv.ctl
sender_member member
echo one >line

# An honest sender with a connection of its own, which a line makes send one message.
mkfifo lines
imscon-send --store sender -m member -r ICON2 -t PART lines >acks 2>honest.err &
honest=$!
exec 7>lines
sent=0
expect_message() {
    sent=$((sent + 1))
    echo "message $sent" >&7
    await "[ \"\$(grep -c ack acks)\" -ge $sent ]"
}
expect_message

# A program that was stopped within the store's lock.
exec 8>>receiver/lock
flock 8
for _ in 1 2 3; do
    within 5000 imscon-send --store thief -m member -r ICON2 -t PART line
    expect_status 1
    expect_message
done
within 5000 imscon-send --store sender -m member -r ICON2 -t PART --next line
expect_status 1
expect_err_has 'user revoked'
within 2000 imscon-recv ctl --control recv.ctl VIEWHWS
expect_status 0
# Nothing of it is in the profile yet; then all of it is.
run ptkt-verify --store receiver --no-record -u USER0002 -a APPLI2I \
    "$(ptkt-gen --store sender -u USER0002 -a APPLI2I --at -100s)"
expect_out_has accepted
flock -u 8
await 'racf-admin --store receiver LISTUSER USER0002 | grep -q "ATTRIBUTES=REVOKED"'
racf-admin --store receiver 'ALTUSER USER0002 RESUME' >/dev/null

# One that was stopped within the lock of the replay cache: who signs on is refused after a second,
# and nobody else waits.
exec 9>>receiver/replay.lock
flock 9
imscon-send --store sender -m member -r ICON2 -t PART --next line >late.out 2>late.err &
late=$!
for _ in 1 2 3; do expect_message; done
within 2000 imscon-recv ctl --control recv.ctl VIEWHWS
expect_status 0
last='a sign-on while the replay cache is held'
wait $late
status=$?
expect_status 1
grep -q 'the replay cache is locked by another program' recv.err || fail 'no reason in recv.err'
flock -u 9
run imscon-send --store sender -m member -r ICON2 -t PART --next line
expect_status 0

# The same within the lock of the audit log.
exec 10>>receiver/audit.head
flock 10
imscon-send --store sender -m member -r ICON2 -t PART --next line >late.out 2>late.err &
late=$!
for _ in 1 2 3; do expect_message; done
last='a sign-on while the audit log is held'
wait $late
status=$?
expect_status 1
flock -u 10
run imscon-send --store sender -m member -r ICON2 -t PART --next line
expect_status 0
run racf-admin --store receiver audit --verify
expect_status 0

# SIGTERM with both held, and a failure that is not written.
flock 8
run imscon-send --store thief -m member -r ICON2 -t PART line
expect_status 1
flock 9
exec 7>&-
wait $honest
within 5000 stop_receiver
grep -q 'the failures of 1 user could not be counted' recv.err || fail 'nothing of lost counts'
