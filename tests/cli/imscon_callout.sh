#!/bin/bash
# imscon-send fetch --callout: synchronous callout requests are answered by a program, in both codes. What
# is on the wire is told by a server of its own.
. "$(dirname "$0")/lib.sh"
needs python3

# serve CODE REFUSES WORD...
serve() {
    rm -f at
    python3 "$here/callout_server.py" at log "$@" &
    server=$!
    until [ -s at ]; do read -rt 0.05 <> <(:); done
    port=$(cat at)
}
gone() { kill "$server" && wait "$server" 2>/dev/null; }
which=only
answer() { run timeout 60 imscon-send fetch --to "127.0.0.1:$port" --client-id CALLOUT --callout $which "$@"; }
expect_log() { [ "$(cat log)" = "$1" ] || { cat log >&2; fail "expected on the wire: $1"; }; }

for code in ascii ebcdic; do
    encoding=$code
    [ $code = ebcdic ] && encoding=cp037
    # Data of any length, and a MOD name; the program knows who calls.
    serve $code takes one mod:two big:100000
    answer -e $encoding --answer-with 'tr a-z A-Z; echo "$IMS_IMSID $IMS_TPIPE $IMS_MESSAGE_USER $IMS_MODNAME" >>names'
    expect_status 0
    expect_silence
    expect_equal "$(grep -c output out) $(grep -c 'ack' out)" '3 3'
    expect_out_has '1	output	one'
    gone
    # Each is acknowledged before its answer leaves, on another connection.
    sort log >sorted && mv sorted log
    expect_log 'A f0 00 reason 0
A f0 00 reason 0
A f0 00 reason 0
L 1 arch 3 token True whole True ONE
L 2 arch 3 token True whole True TWO
L 3 arch 3 token True whole True 100000 bytes
R f0 80 arch 3 length 120'
    expect_equal "$(cat names)" "$(printf 'IMS1 CALLOUT CLERK \nIMS1 CALLOUT CLERK MODONE\nIMS1 CALLOUT CLERK ')"
    rm names

    # A program that fails makes a NAK with its status as the reason; the next request has its turn.
    serve $code takes bad good
    answer -e $encoding --answer-with 'read -r word; [ "$word" = good ] && echo fine || exit 3'
    expect_status 1
    expect_out_has '1	nak	exit status 3; NAK with reason 3'
    expect_out_has '2	ack	'
    expect_err_has 'callout 1: exit status 3; NAK with reason 3'
    gone
    expect_equal "$(grep -v ^L log)" 'R f0 80 arch 3 length 120
N f0 10 reason 3
A f0 00 reason 0'
    expect_equal "$(grep ^L log)" 'L 2 arch 3 token True whole True fine'

    # Without a confirmation; callouts first, and output after them.
    serve $code takes one out:plain
    which=first
    answer -e $encoding --answer-as unconfirmed --answer-with cat
    which=only
    expect_status 0
    expect_out_has '1	sent	'
    expect_out_has '2	output	plain'
    await=100
    until grep -q ^M log || [ $((await -= 1)) -eq 0 ]; do read -rt 0.05 <> <(:); done
    gone
    expect_equal "$(grep -c 'R f0 40 arch 3' log) $(grep -c ^A log)" '1 2'
    expect_equal "$(grep ^M log)" 'M 1 arch 3 token True whole True one'

    # An answer that is refused.
    serve $code refuses one
    answer -e $encoding --answer-with cat --retrieve single
    expect_status 1
    expect_out_has '1	nak	communication error'
    gone
done

# Bytes stay what they are; what text is not, is no answer.
serve ebcdic takes hex:00FF0D0A
answer --answer-raw --answer-with 'tail -c 3'
expect_status 0
gone
expect_equal "$(grep ^L log)" 'L 1 arch 3 token True whole True ff0d0a'
serve ebcdic takes one
answer --answer-with 'echo €'
expect_status 1
expect_out_has 'NAK with reason 255'
gone

# The time limit ends the program with all that it has started.
serve ascii takes one
answer -e ascii --answer-limit 1s --answer-with 'sleep 3600; echo late'
expect_status 1
expect_out_has '1	nak	not done in time; NAK with reason 255'
gone
grep -q 'N f0 10 reason 255' log || fail 'no NAK for the program that took too long'

# SIGTERM: what is being answered still is.
serve ascii takes one two
mkfifo begun
imscon-send fetch --to "127.0.0.1:$port" --client-id CALLOUT --callout only -e ascii --retrieve auto \
    --answer-with 'echo >begun; while [ ! -e go ]; do sleep 0.05; done; cat' >out 2>err &
sender=$!
read -r _ <begun
kill "$sender"
touch go
wait "$sender"
status=$?
last='a run that is ended while its program works'
expect_status 0
expect_out "$(printf '1\toutput\tone\n1\tack\t')"
gone

# Options that make no sense.
run imscon-send fetch --to localhost:1 --client-id A --callout only
expect_status 64
expect_err_has 'answer-with'
run imscon-send fetch --to localhost:1 --client-id A --answer-with cat
expect_status 64
run imscon-send fetch --to localhost:1 --client-id A --callout only --answer-with cat --exit HWSSMPL0
expect_status 64
expect_err_has '--callout is for HWSSMPL1'
