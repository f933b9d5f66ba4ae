#!/bin/bash
# imscon-send client and fetch, as an ordinary client of an IMS Connect: transactions and their replies,
# send-only messages, output that is fetched; and that nothing that waits holds up the rest.
. "$(dirname "$0")/lib.sh"

two_installations
sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >unchecked
send() { timeout 60 imscon-send client --to "127.0.0.1:$port" "$@"; }
fetch() { timeout 60 imscon-send fetch --to "127.0.0.1:$port" "$@"; }
program='tr a-z A-Z; echo "$IMS_TRAN $IMS_KIND $IMS_COMMIT_MODE $IMS_LTERM"'
printf 'one\ntwo\n' >two

# Commit mode 1 and 0, without and with confirmation, by either exit and in each code: the reply, and
# what became of the message.
start_receiver -m unchecked --exec "$program"
for exit in HWSSMPL0 HWSSMPL1; do
    for code in cp1047 ascii; do
        for mode in '--commit-mode 1' '--commit-mode 1 --sync confirm' '--commit-mode 0'; do
            cm=${mode#--commit-mode } && cm=${cm%% *}
            for socket in persistent transaction; do
                # shellcheck disable=SC2086  # several words
                run send -t PART --lterm LT1 --exit $exit -e $code $mode \
                    --socket $socket two
                expect_status 0
                expect_silence
                expect_out "1	reply	ONE | PART SENDRECV $cm LT1
1	ack	
2	reply	TWO | PART SENDRECV $cm LT1
2	ack	"
            done
        done
    done
done

# As JSON: text, flags and protocol level of the reply; the codes that commit.
run send -t PART --sync confirm --client-id CLIENT01 --json two
expect_equal "$(head -1 out)" '{"v":1,"event":"result","n":1,"result":"reply","detail":"","client_id":"CLIENT01","rc":null,"rsn":null,"racf_rc":null,"again":false,"data":"ONEPART SENDRECV 1 ","segments":["ONE","PART SENDRECV 1 "],"mod":null,"flags":["ack-required"],"level":3}'
expect_equal "$(sed -n 2p out)" '{"v":1,"event":"result","n":1,"result":"ack","detail":"","client_id":"CLIENT01","rc":0,"rsn":97,"racf_rc":0,"again":false,"data":null,"segments":null,"mod":null,"flags":[],"level":null}'
run send -t PART -v two
expect_err_has 'message 1: no flags; protocol level 3: NOWAIT, RACF return codes'

# A ping is a message like others.
echo 'PING IMS_CONNECT' >ping
run send ping
expect_out '1	reply	HWSC0030I *PING RESPONSE*
1	ack	'

# NAK: commit mode 1 backs out, in commit mode 0 the output stays for RESUME TPIPE.
run send -t PART --sync confirm --nak keep two
expect_status 1
expect_out_has '1	nak	deallocated: abnormal end (rc 12, reason 98)'
expect_out_has '2	unsent	not sent after message 1 was refused'
run send -t PART --commit-mode 0 --nak keep --client-id CLIENT01 two
expect_status 0
expect_out_has '2	ack	'
run fetch --client-id CLIENT01 --timer 50ms -v
expect_status 0
expect_equal "$(cut -f 1,2 out)" '1	output
2	output'
expect_out_has 'output	ONE | PART SENDRECV 0 '
expect_err_has 'async-queued, ack-required; protocol level 3'
expect_err_has "no more output: timer expired, connection kept (rc 40, timer X'05' (5))"

# SENDONLY has no answer, SNDONLYA has one; their output is fetched, by one or by another client.
run send --mode send-only -t PART --client-id CLIENT02 two
expect_status 0
expect_out '1	sent	
2	sent	'
run send --mode send-only-ack -t PART --client-id CLIENT02 two
expect_status 0
expect_out '1	ack	
2	ack	'
run fetch --client-id CLIENT02 --retrieve single
expect_out '1	output	ONE | PART SENDONLY 0 '
run fetch --tpipe CLIENT02 --retrieve auto -n 1
expect_out '1	output	TWO | PART SENDONLY 0 '
run fetch --client-id CLIENT02 --retrieve single-wait --json --field data
expect_out 'ONEPART SNDONLYA 0 '
# What cannot be written out is not acknowledged, and is there for the next one.
last='output to a full device'
fetch --client-id CLIENT02 --timer 50ms >/dev/full 2>err
status=$?
expect_status 74
run fetch --client-id CLIENT02 --timer 50ms
expect_out '1	output	TWO | PART SNDONLYA 0 '
run fetch --client-id CLIENT02 --timer 50ms
expect_status 0
expect_no_output
# A NAK of a fetched message leaves it there; with a reason it is rejected.
send --mode send-only-ack -t PART --client-id CLIENT02 two >/dev/null
run fetch --client-id CLIENT02 --retrieve single --nak keep
run fetch --client-id CLIENT02 --retrieve single --nak 7
expect_out '1	output	ONE | PART SNDONLYA 0 '
run fetch --client-id CLIENT02 --timer 50ms
expect_out '1	output	TWO | PART SNDONLYA 0 '

# One who waits for output has the client ID until it ends, in order by SIGTERM; others are refused,
# or get another ID, or take it over, which ends the one who has it.
mkfifo outputs
head -1 two >one
send --mode send-only-ack -t PART --client-id CLIENT03 one >/dev/null
imscon-send fetch --to "127.0.0.1:$port" --client-id CLIENT03 --retrieve auto >outputs &
waiting=$!
exec 7<outputs
IFS= read -r -t 60 line <&7
expect_equal "$line" '1	output	ONE | PART SNDONLYA 0 '
run send --mode send-only-ack -t PART --client-id CLIENT03 two
expect_status 1
expect_out_has '1	nak	client id in use (rc 8, reason 56)'
run send --mode send-only-ack -t PART --client-id CLIENT03 --duplicate generate one
expect_status 0
# Only output tells the ID that was made.
run send -t PART --client-id CLIENT03 --duplicate generate --json two
expect_status 0
case $(head -1 out) in *'"client_id":"CLT'*) ;; *) fail 'expected a client id made by the receiver' ;; esac
kill "$waiting"
wait "$waiting"
status=$?
expect_status 0
exec 7<&-
send --mode send-only-ack -t PART --client-id CLIENT03 one >/dev/null
imscon-send fetch --to "127.0.0.1:$port" --client-id CLIENT03 --retrieve auto >outputs 2>err &
waiting=$!
exec 7<outputs
IFS= read -r -t 60 line <&7
run send --mode send-only-ack -t PART --client-id CLIENT03 --duplicate cancel one
expect_status 0
wait "$waiting"
status=$?
expect_status 69
exec 7<&-
stop_receiver

# A transaction that fails is refused by its codes; --keep-going goes on behind it.
start_receiver -m unchecked --exec 'read -r line; [ "$line" != two ] || exit 3; echo "$line"'
printf 'one\ntwo\nthree\n' >three
run send -t PART --keep-going --unsent rest three
expect_status 1
expect_out '1	reply	one
1	ack	
2	nak	deallocated: abnormal end (rc 12, reason 98)
3	reply	three
3	ack	'
expect_equal "$(cat rest)" two
run send -t PART three
expect_out_has '3	unsent	not sent after message 2 was refused'
run send -t PART --commit-mode 0 three
expect_out_has '2	reply	DFS555I TRAN PART     ABEND; exit status 3'
run send -d NOSUCH three
expect_out_has '1	nak	data store not found (rc 8, reason 72)'
# What is sent only is never answered; the receiver knows what was wrong with it.
run send --mode send-only -d NOSUCH one
expect_status 0
expect_out '1	sent	'
# SNDONLYE has an answer when IMS Connect finds an error, and none for what fails in IMS.
for code in cp1047 ascii; do
    run send --mode send-only-error -e $code -d NOSUCH one
    expect_status 1
    expect_out '1	sent	'
    expect_err_has 'refused a message: data store not found (rc 8, reason 72)'
    run send --mode send-only-error -e $code -t PART three
    expect_status 0
    expect_out "$(awk '{ print NR "\tsent\t" }' three)"
    expect_silence
done
stop_receiver
grep -qF "data store 'NOSUCH' is not in the member; closed without an answer" recv.err ||
    fail 'the refusal of a SENDONLY message is not told'

# A co-process names a MOD; it comes where it is asked for. A reply later than IRM_TIMER is refused.
cat >coprocess <<'PROGRAM'
while IFS= read -r line; do
    id=${line#*\"id\":}
    case $line in *'"data":"slow"'*) ;; *) echo "{\"id\":${id%%,*},\"data\":\"x\",\"mod\":\"MODA\"}" ;; esac
done
PROGRAM
start_receiver -m unchecked --coprocess 'sh coprocess'
run send -t PART --want-mod --json --field mod two
expect_equal "$(head -1 out)" MODA
run send -t PART --json --field mod two
expect_equal "$(head -1 out)" ''
echo slow >slow
run send -t PART --timer 50ms slow
expect_status 1
expect_out "1	nak	timer expired, connection kept (rc 40, timer X'05' (5))"
stop_receiver

# An ordinary client is checked with each message: a PassTicket in each, of a second of its own.
racf-admin --store receiver RALTER PTKTDATA APPLI2I.USER0002 NOAPPLDATA >/dev/null
racf-admin --store receiver 'SETROPTS RACLIST(PTKTDATA) REFRESH' >/dev/null
start_receiver -m "$samples/HWSCFGR1" --store receiver --exec "$program"
run send --store sender -u USER0002 -a APPLI2I -t PART --sync confirm -v two
expect_status 0
expect_equal "$(grep -o 'made for [^,]*' err | sort -u | wc -l)" 2
# By a member as well; two tickets of one second are one.
sender_member member
run imscon-send client --store sender -m member -t PART --same-second --at -30s two
expect_status 0
sed -i 's/USERID=USER0002/USERID=USER0001/' member
run imscon-send client --store sender -m member -t PART two
expect_out_has "1	nak	security violation (rc 8, reason 40): not authorized to the application, RACF X'34' (52)"
run imscon-send client --store sender -m member -u USER0002 -a APPLI2I --next --mode send-only-ack -t PART two
expect_status 0
# While the sockets wait for their tickets' seconds the answer to the first message is told.
seq 4 >four
last='four sockets with a ticket each'
imscon-send client --store sender -m member -u USER0002 -a APPLI2I --mode send-only-ack -t PART --sockets 4 \
    -v four >out 2>&1
status=$?
expect_status 0
expect_equal "$(grep -c '	ack	' out)" 4
first=$(grep -n '1	ack' out | cut -d : -f 1)
fourth=$(grep -n 'PassTicket (' out | sed -n '4s/:.*//p')
[ "$first" -lt "$fourth" ] || fail 'the answer had to wait for the tickets of other sockets'
run send --mode send-only-ack -t PART two
expect_out_has '1	nak	no password (rc 8, reason 53)'
stop_receiver

# A line that is not whole yet holds nothing up: the answer to the one before it is told.
start_receiver -m unchecked --exec "$program"
mkfifo messages results
send -t PART --sockets 2 <messages >results &
exec 6>messages 7<results
printf 'one\ntw' >&6
IFS= read -r -t 60 line <&7
expect_equal "$line" "1	reply	ONE | PART SENDRECV 1 "
IFS= read -r -t 60 line <&7
printf 'o\n' >&6
IFS= read -r -t 60 line <&7
expect_equal "$line" "2	reply	TWO | PART SENDRECV 1 "
exec 6>&- 7<&-
wait $!
stop_receiver

# Nor does a pause before another try: the receiver takes no more connections while a transaction is
# under way, whose reply comes all the same.
mkfifo gate spoken
start_receiver -m unchecked --exec 'read -r go <gate; echo late'
imscon-send client --to "127.0.0.1:$port" -t PART --sockets 2 --retry 8 <messages \
    >results 2>spoken &
sender=$!
exec 6>messages 7<results 5<spoken
echo one >&6
exec 8>gate
kill "$receiver"
# The listening socket is gone when nobody answers there.
while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
echo two >&6
IFS= read -r -t 60 line <&5
case $line in *'trying again in'*) ;; *) fail "expected a pause, found: $line" ;; esac
echo go >&8
exec 8>&-
IFS= read -r -t 60 line <&7
expect_equal "$line" '1	reply	late'
kill "$sender"
cat <&5 >err
[ "$(grep -c 'trying again' err)" -lt 7 ] || fail 'the reply came when all tries were over'
exec 5<&- 6>&- 7<&-
wait "$sender" 2>/dev/null
await_receiver 0

# Options that do not go together.
for options in '--mode send-receive --commit-mode 0 --sync none' '--mode send-only --commit-mode 0' \
    '--client-id HWSA' '--mode send-only --journal j' '--ordered' '--mode send-only --nak keep' \
    '--sockets 2 --client-id A' '--timer 61m' '-u USER0002' '--nak 0' '-m member'; do
    # shellcheck disable=SC2086  # several words
    run send $options
    expect_status 64
    expect_no_output
done
for options in '' '--tpipe A two' '--timer 61m' '--client-id A -m member' '--client-id A -u USER0002'; do
    # shellcheck disable=SC2086  # several words
    run fetch $options
    expect_status 64
    expect_no_output
done
run imscon-send client --to nowhere two
expect_status 64
expect_err_has "'nowhere' is not a host and port"
