#!/bin/bash
# What a program says while it runs: counters when SIGUSR1 asks for them, where it listens, and when.
. "$(dirname "$0")/lib.sh"

needs python3
two_installations 2>/dev/null
export PTKT_STORE=$PWD/sender
cp "$samples/HWSCFGR1" .

# asked LINE COMMAND...: a batch is given that line, and asked once it has answered; its counters go to asked.
asked() {
    local line=$1 answer program
    shift
    last="$*"
    mkfifo questions answers said
    "$@" <questions >answers 2>said &
    program=$!
    exec 5>questions 6<answers 7<said
    printf '%s\n' "$line" >&5
    IFS= read -r answer <&6
    kill -USR1 $program
    IFS= read -r answer <&7
    echo "$answer" >asked
    printf '%s\n' "$line" >&5
    IFS= read -r answer <&6 || fail 'the signal has ended it'
    exec 5>&-
    wait $program
    status=$?
    exec 6<&- 7<&-
    rm questions answers said
}
asked 'IBMUSER APPLI2I' ptkt-gen --batch
expect_status 0
expect_equal "$(cat asked)" 'ptkt-gen: 1 line, 0 of them refused'
asked 'IBMUSER APPLI2I' ptkt-gen --batch --json
expect_status 0
expect_equal "$(cat asked)" '{"v":1,"event":"progress","unit":"line","done":1,"refused":0}'
cat asked >>objects
asked 'USER0002 APPLI2I NOTICKET' ptkt-verify --store receiver --no-record --batch
expect_status 1
expect_equal "$(cat asked)" 'ptkt-verify: 1 line, 1 of them refused'
asked 'LISTUSER NOBODY' racf-admin --json
expect_equal "$(cat asked)" '{"v":1,"event":"progress","unit":"command","done":1,"refused":0}'
cat asked >>objects

# answers_signals PID: waits until SIGUSR1 does not end it any more.
answers_signals() {
    local tries mask
    for ((tries = 0; tries < 500; ++tries)); do
        mask=$(sed -n 's/^SigCgt:[[:space:]]*//p' "/proc/$1/status")
        (((0x${mask:-0} >> 9) & 1)) && return
        read -rt 0.02 <>never
    done
    fail 'SIGUSR1 would end it'
}
mkfifo never
# A batch can be asked before its first line has come.
for batch in 'ptkt-gen --batch' 'ptkt-verify --store receiver --batch'; do
    last=$batch
    mkfifo questions spoken
    $batch <questions >answers 2>spoken &
    program=$!
    exec 5>questions 7<spoken
    answers_signals $program
    kill -USR1 $program
    IFS= read -r answer <&7
    expect_equal "$answer" "${batch%% *}: 0 lines, 0 of them refused"
    exec 5>&-
    wait $program
    status=$?
    expect_status 0
    exec 7<&-
    rm questions spoken answers
done
# A load can be asked until its end.
racf-admin --store receiver unload >unloaded
racf-admin --store loaded init
mkfifo records
racf-admin --store loaded load records >loaded.out 2>loaded.err &
program=$!
exec 5>records
cat unloaded >&5
answers_signals $program
exec 5>&-
while kill -USR1 $program 2>/dev/null; do :; done
last='load, asked all the time'
wait $program
status=$?
expect_status 0
grep -q '^racf-admin: [0-9]* records, 0 of them refused$' loaded.err || fail 'no counters'

# The receiver says where it listens without being asked to say more, and each message carries the time.
mkfifo said
imscon-recv --listen 127.0.0.1:0 -m HWSCFGR1 --store receiver >recv.out 2>said &
receiver=$!
exec 7<said
heard=''
while IFS= read -r line <&7; do
    heard+=$line
    case $line in *'listening on '*) break ;; esac
done
[[ $line =~ ^20[0-9-]{8}T[0-9:]{8}Z\ imscon-recv:\ listening\ on\ 127\.0\.0\.1:[0-9]+$ ]] ||
    fail "not the line where it listens: $line"
kill -USR1 $receiver
IFS= read -r line <&7
[[ $line == *'imscon-recv: 0 connections, 0 open; 0 messages'* ]] || fail "no counters: $line"
kill -TERM $receiver
wait $receiver
status=$?
expect_status 0
exec 7<&-

mkfifo told
imscon-recv --json -q --listen 127.0.0.1:0 --ready-file counts -m HWSCFGR1 --store receiver >recv.out 2>told &
receiver=$!
exec 7<told
until [ -s counts ]; do kill -0 $receiver || break; done
kill -USR1 $receiver
IFS= read -r line <&7
expect_equal "$line" '{"v":1,"event":"counters","connections":0,"open":0,"messages":0,"link_messages":0,"refusals":0,"bytes_in":0,"bytes_out":0}'
echo "$line" >>objects
kill -TERM $receiver
wait $receiver
exec 7<&-
run python3 "$here/json_schema.py" "$here/../../man/ptkt-json.schema.json" any=objects
expect_status 0

# -q means the same everywhere: no notes.
mkfifo ready.said
imscon-recv -q --listen 127.0.0.1:0 --ready-file ready -m HWSCFGR1 --store receiver >recv.out 2>ready.said &
receiver=$!
exec 7<ready.said
until [ -s ready ]; do kill -0 $receiver || break; done
kill -TERM $receiver
wait $receiver
! grep -q 'listening on' <&7 || fail '-q is not quiet'
exec 7<&-

# Moments of an audit: dates, lengths of time before now.
racf-admin LISTUSER IBMUSER >/dev/null
run racf-admin audit --since 1h --event command
expect_out_has 'LISTUSER IBMUSER'
run racf-admin audit --until 1h --event command
expect_no_output
run racf-admin audit --since "$(date -u +%F)" --event command
expect_status 0
run racf-admin audit --until 2020-01-01
expect_no_output
