#!/bin/bash
# imscon-send and the signals that end it: what is on its way has its answer, and no more is sent.
. "$(dirname "$0")/lib.sh"

sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >unchecked
mkfifo gate lines
start_receiver -m unchecked --exec 'echo at-work >at-work; read -r go <gate; echo done'
for signal in TERM INT; do
    imscon-send client --to "127.0.0.1:$port" -t PART <lines >out 2>err &
    sender=$!
    exec 8>lines
    printf 'one\ntwo\n' >&8
    until [ -s at-work ]; do read -rt 0.05 <> <(:); done
    kill "-$signal" "$sender"
    # It has taken the signal when that is no longer blocked.
    until grep -q 'SigBlk:.*0000$' "/proc/$sender/status"; do read -rt 0.05 <> <(:); done
    echo go >gate
    wait "$sender"
    status=$?
    last="imscon-send and SIG$signal"
    expect_status 0
    expect_out '1	reply	done
1	ack	'
    exec 8>&-
    rm at-work
done

# A second one ends it at once.
imscon-send client --to "127.0.0.1:$port" -t PART <lines >out 2>err &
sender=$!
exec 8>lines
echo one >&8
until [ -s at-work ]; do read -rt 0.05 <> <(:); done
kill "$sender"
until grep -q 'SigBlk:.*0000$' "/proc/$sender/status"; do read -rt 0.05 <> <(:); done
kill "$sender"
wait "$sender"
status=$?
last='imscon-send and two signals'
expect_status 143
expect_no_output
echo go >gate
exec 8>&-
stop_receiver

# A receiver that ends has its own status, whenever further signals come.
for _ in $(seq "${PTKT_ROUNDS:-10}"); do
    start_receiver -m unchecked
    while kill "$receiver" 2>/dev/null; do :; done
    await_receiver 0
done
