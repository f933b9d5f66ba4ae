#!/bin/bash
# What a receiver is doing, where nobody sits at a terminal: once, as lines, as JSON.
. "$(dirname "$0")/lib.sh"
two_installations 2>/dev/null
unpublished_keys sender receiver
racf-admin --store receiver rotate APPLI2I --at +1h >/dev/null 2>&1
top() { run imscon-recv top --control recv.ctl "$@"; }

top
expect_status 66
run imscon-recv top
expect_status 64
expect_err_has 'give the socket (--control)'
start_receiver -m "$samples/HWSCFGR1" --store receiver --control recv.ctl
top --interval 0s
expect_status 64
top --field nothing
expect_status 64
expect_err_has 'the fields are: v event time hws'

sender_member member
printf 'one\ntwo\nthree\n' | imscon-send -m member --store sender -r ICON2 -t PART >sent
sender_member denied 's/USERID=USER0002/USERID=USER0001/'
echo bad | imscon-send -m denied --store sender -r ICON2 -t PART >sent 2>&1

# Once.
top
expect_status 0
expect_out_has 'HWSB  imscon-recv '
expect_out_has 'connections 0 open, '
grep -qE '^messages +- +4$' out || fail 'the messages'
refusals=$(sed -n 's/^refusals *- *//p' out)
[ "${refusals:-0}" -ge 1 ] || fail 'no refusal'
expect_equal "$(sed -n '/^refusals/,/^keys/s/^  [a-z-]* *//p' out | awk '{ n += $1 } END { print n }')" "$refusals"
grep -qE '^  APPLI2I +legacy +active +since ' out || fail 'the key in force'
grep -qE '^  APPLI2I +(legacy|enhanced) +next +from ' out || fail 'the next key'
grep -qE '^next rotation  APPLI2I in (1 h 00 min|[0-9]+ min)' out || fail 'the next rotation'
# A key is never shown.
! grep -qiE '7A1C5E9B30D2F486|[0-9A-F]{16}' out || fail 'there is something like a key'
cp out once
run imscon-recv ctl --control recv.ctl STATUS
expect_status 0
expect_equal "$(sed -n 3,7p out)" "$(sed -n 3,7p once)"

# Lines, and objects; the rates are known from the second on.
top --interval 1s --count 2
expect_status 0
expect_equal "$(wc -l <out)" 2
expect_equal "$(sed -n '1s/.*messages 4 (\(.*\)\/s)  sign-ons.*/\1/p' out)" -
expect_equal "$(sed -n '2s/.*messages 4 (\(.*\)\/s)  sign-ons.*/\1/p' out)" 0.0
top --json
expect_status 0
expect_equal "$(wc -l <out)" 1
expect_out_has '"event":"status"'
expect_out_has '"messages":4,'
expect_out_has '"messages_per_second":null'
top --field messages --count 2 --interval 1s
expect_out '4
4'

# It ends when nobody reads any more, and when the receiver does.
imscon-recv top --control recv.ctl --interval 1s 2>top.err | sed 1q >line
grep -q 'messages 4' line || fail 'no line'
imscon-recv top --control recv.ctl --interval 1s >lines 2>top.err &
watching=$!
while ! grep -q 'messages 4' lines; do kill -0 "$watching" || break; done
stop_receiver
wait "$watching"
status=$?
[ "$status" = 66 ] || [ "$status" = 69 ] || fail "top ended with $status"
