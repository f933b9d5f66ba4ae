#!/bin/bash
# An MSC link to an IMS Connect with programs that reply: a message is acknowledged when its program
# has replied, and not before; a program that fails or is killed, and a receiver that is killed.
. "$(dirname "$0")/lib.sh"

# Nobody is checked here: what counts is who says what when.
open_member() { sed 's/RACF=Y/RACF=N/;s/ APPL=[A-Z0-9]*,USERID=[A-Z0-9]*,//' "$samples/$1" >"$2"; }
open_member HWSCFGM2 m2
start_receiver -m m2
return_port=$port
stop_receiver

# start_partner OPTION...: HWS2, whose member leads back to the port.
start_partner() {
    open_member HWSCFGM2 m2
    sed -i "s/PORT=9999/PORT=$return_port/" m2
    start_receiver -m m2 "$@"
    open_member HWSCFGM1 m1
    sed -i "s/PORT=8888/PORT=$port/" m1
}
link() { timeout 60 imscon-send link MSC12 --listen "127.0.0.1:$return_port" -m m1 -t PART "$@"; }
printf 'one\ntwo\nthree\n' >three

# The acknowledgment comes with the reply: nothing is told while the program works.
mkfifo gate messages results
start_partner --exec 'read -r go <gate; tr a-z A-Z'
link <messages >results &
sender=$!
exec 6>messages 7<results
echo held >&6
# The gate opens for writing when the program reads there: it works on the message.
exec 8>gate
IFS= read -r -t 0 line <&7 && fail 'a message was acknowledged that was still worked on'
echo go >&8
exec 8>&-
# They come on two connections, in either order.
expect_equal "$(timeout 60 head -n 2 <&7 | sort)" '1	ack	
1	reply	HELD'
exec 6>&- 7<&-
wait "$sender"
stop_receiver

# One that fails: no acknowledgment, but the answer that an abend has; the others go on.
start_partner --parallel 1 --exec 'read -r line; [ "$line" != two ] || exit 3; echo "$line" done'
run link three
expect_status 1
expect_equal "$(grep -v reply out)" '1	ack	
2	nak	deallocated: abnormal end (rc 12, reason 98)
3	ack	'
expect_equal "$(grep reply out)" '1	reply	one done
3	reply	three done'
stop_receiver
expect_equal "$(grep -c 'a transaction has failed: exit status 3' recv.err)" 1

# Those that end in another order are answered in that of the messages.
start_partner --parallel 3 --exec 'read -r line
    if [ "$line" = one ]; then read -r go <gate; else echo go | cat >>others; fi; echo "$line"'
: >others
exec 8<>gate
link three >out 2>err &
sender=$!
until [ "$(wc -l <others)" -eq 2 ]; do read -rt 0.05 <> <(:); done
echo go >&8
wait "$sender"
expect_equal "$(grep ack out | cut -f 1 | tr '\n' ' ')" '1 2 3 '
exec 8>&-
stop_receiver

# A co-process that is killed: what it had not replied to is refused.
cat >coprocess <<'PROGRAM'
while IFS= read -r line; do
    id=${line#*\"id\":}
    case $line in
        *'"data":"two"'*) kill -9 $$ ;;
        *) echo "{\"id\":${id%%,*},\"data\":\"done\"}" ;;
    esac
done
PROGRAM
start_partner --coprocess 'exec sh coprocess'
printf 'one\ntwo\n' >two
run link two
expect_status 1
expect_equal "$(grep -v reply out)" '1	ack	
2	nak	deallocated: abnormal end (rc 12, reason 98)'
stop_receiver

# A receiver that is killed while a program works: the message is not acknowledged.
start_partner --exec 'read -r go <gate'
link three >out 2>err &
sender=$!
exec 8>gate
kill -9 "$receiver"
wait "$sender"
status=$?
last='a sender whose partner was killed'
expect_status 69
expect_equal "$(grep -c ack out)" 0
expect_equal "$(cut -f 1,2 out)" '1	unsent
2	unsent
3	unsent'
grep -q '1	unsent	.*it may have been taken' out || fail 'the doubt is not told'
exec 8>&-
