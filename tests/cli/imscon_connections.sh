#!/bin/bash
# What imscon-send does with the connections of a RMTIMSCON statement: RESVSOC, AUTOCONN, IDLETO, and
# ACKTO of the data store.
. "$(dirname "$0")/lib.sh"

two_installations
send() { imscon-send --store sender "$@"; }

# RESVSOC connections at the start with AUTOCONN=Y; messages go over one while one is enough.
start_receiver -m "$samples/HWSCFGR1" --store receiver
sender_member member s/RESVSOC=2/RESVSOC=3/
printf 'one\ntwo\n' >lines
run send -m member --next -v lines
expect_status 0
expect_equal "$(grep -c ': connected to ' err)" 3
expect_equal "$(grep -c 'PassTicket .* made' err)" 1
# Without AUTOCONN a connection is opened for a message, and not before.
sender_member member s/AUTOCONN=Y/AUTOCONN=N/
run send -m member --next -v lines
expect_status 0
expect_equal "$(grep -c ': connected to ' err)" 1

# An idle connection is closed after IDLETO hundredths of a second; the next message has a new one, and
# a ticket of its own.
sender_member member 's/AUTOCONN=Y/AUTOCONN=N/;s/IDLETO=0/IDLETO=20/'
mkfifo slow
send -m member --next -v slow >out 2>send.err &
sender=$!
exec 8>slow
echo one >&8
until grep -q 'idle for 0.20 s, closed' send.err; do read -rt 0.05 <> <(:); done
echo two >&8
exec 8>&-
wait "$sender"
status=$?
last='a sender that is idle'
cp send.err err
expect_status 0
expect_equal "$(grep -c ': connected to ' err)" 2
expect_equal "$(grep -o 'made for [^,]*' err | sort -u | wc -l)" 2

# An acknowledgment that does not come within ACKTO leaves its message unsent; --timeout counts before.
sender_member member s/ACKTO=120/ACKTO=1/
sender_member longer
kill -STOP "$receiver"
run send -m member --next lines
expect_status 69
expect_out_has '1	unsent	127.0.0.1:'
expect_out_has 'no answer within 1000 ms; it may have been taken'
expect_out_has '2	unsent	'
run send -m longer --next --timeout 1s lines
expect_status 69
expect_out_has 'no answer within 1000 ms; it may have been taken'
kill -CONT "$receiver"
stop_receiver
