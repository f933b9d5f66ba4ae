#!/bin/bash
# imscon-recv whose standard output nobody reads: it waits, takes no more, and can be ended.
. "$(dirname "$0")/lib.sh"

sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >unchecked
head -c 20000 /dev/zero | tr '\0' x >line
for _ in $(seq 40); do cat line && echo; done >many
mkfifo pipe
# start_unread: the pipe has a reader that reads nothing, on descriptor 8.
start_unread() {
    exec 8<>pipe
    receiver_output=pipe start_receiver -m unchecked --output text
    sender_member member '/APPL=APPLI2I,USERID/d'
    sed -i 's/^ APPL=APPLI2I,USERID=USER0002,$//' member
}
racf-admin --store sender init

# Nothing is lost or acknowledged early; when somebody reads again, everything goes on.
start_unread
imscon-send --store sender -m member many >out 2>err &
sender=$!
timeout 20 head -c 400000 <&8 >first
[ "$(wc -l <out)" -lt 40 ] || fail 'acknowledged before it was read'
timeout 20 head -c 400040 <&8 >second
wait "$sender"
status=$?
expect_status 0
expect_equal "$(grep -c 'ack' out)" 40
cat first second | cmp -s - many || fail 'the messages are not those that were sent'
stop_receiver

# A message that no pipe holds, and a reader that never comes: the drain ends all the same. What is
# not written was not acknowledged.
for _ in $(seq 40); do printf '\116\044\0\0' && cat line; done >long
printf '\0\04\0\0' >>long
start_unread
imscon-send --store sender -m member --format raw long >out 2>err &
sender=$!
# Once there is something to read, the receiver is at it.
timeout 20 head -c 1 <&8 >first
kill "$receiver"
await_receiver 74
expect_err_has 'messages are not acknowledged: nobody reads standard output'
wait "$sender"
expect_equal "$(cut -f 1,2 out)" '1	unsent'
