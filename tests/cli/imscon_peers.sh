#!/bin/bash
# imscon-recv and peers that do not behave, with one beside them that does; and its own outside:
# ports, outputs, signals.
. "$(dirname "$0")/lib.sh"

two_installations
send() { imscon-send --store sender "$@"; }
# honest: one more message is acknowledged now.
honest() {
    run sh -c 'echo hello | imscon-send --store sender -m member'
    expect_out '1	ack	'
    expect_status 0
}
# answer BYTES: what the receiver answers to them until it closes, in hexadecimal.
answer() {
    exec 5<>"/dev/tcp/127.0.0.1/$port"
    printf '%b' "$1" >&5
    timeout 20 od -An -v -tx1 <&5 | tr -d ' \n'
    exec 5<&- 5>&-
}
rsm() { echo "0000001800140000$1"; } # what follows is its id, return code and reason code
reqsts=5cd9c5d8e2e3e25c

start_receiver -m "$samples/HWSCFGR1" --store receiver --timeout 1s
sender_member member
honest
# Lengths that no message can have: an answer that says which, and the end.
expect_equal "$(answer '\0\0\0\0')" "$(rsm $reqsts)0000000400000007"
expect_equal "$(answer '\0\0\0\04')" "$(rsm $reqsts)0000000400000007"
expect_equal "$(answer '\0177\0377\0377\0377')" "$(rsm $reqsts)0000000400000004"
expect_equal "$(answer '\0377\0377\0377\0377')" "$(rsm $reqsts)0000000400000005"
honest
# A message of zeros names no exit: closed without an answer, as IMS Connect does.
head -c 84 /dev/zero >zeros
expect_equal "$(answer "\\0\\0\\0X$(sed 's/\x0/\\0/g' zeros)")" ''
expect_equal "$(answer 'GET / HTTP/1.1\r\n\r\n')" "$(rsm $reqsts)0000000400000004"
honest
# Half a message, and silence: both end after --timeout, and keep nobody waiting.
exec 6<>"/dev/tcp/127.0.0.1/$port" 7<>"/dev/tcp/127.0.0.1/$port"
printf '\0\0\0X\0P\0\0' >&6
honest
expect_equal "$(timeout 20 cat <&6)" ''
expect_equal "$(timeout 20 cat <&7)" ''
exec 6<&- 6>&- 7<&- 7>&-
honest
# A ping is answered before anybody has signed on: LLLL IRM of 80 in ASCII, one segment.
blanks=$(printf '%8s' '')
irm='\0P\0\0*SAMPL1*\0\0\0\0\0\0\020\0'"CLIENT01"'\0\0100\01 '"$blanks$blanks$blanks$blanks$blanks$blanks"
# The connection stays open after it; the time limit for signing on ends it.
expect_equal "$(answer '\0\0\0l'"$irm"'\0\024\0\0PING IMS_CONNECT\0\04\0\0')" \
    0000002d001d0100485753433030333049202a50494e4720524553504f4e53452a000c10032a43534d4f4b592a
# A send-receive message is not for us, and says so (return code 8, reason 71).
expect_equal "$(answer '\0\0\0a'"$irm"'\0\011\0\0HELLO\0\04\0\0')" \
    '00000018001400002a5245515354532a0000000800000047'
# Neither is an ACK of nothing (36).
expect_equal "$(answer '\0\0\0X'"${irm/'\01 '/'\01A'}"'\0\04\0\0')" \
    '00000018001400002a5245515354532a0000000800000024'
honest
stop_receiver
for word in malformed unsupported protocol-error; do
    grep -q "refused: $word" recv.err || fail "expected in recv.err: $word"
done
grep -q 'closed: sign-on-timeout' recv.err || fail 'expected in recv.err: sign-on-timeout'

# MAXSOC: one socket listens, and half of the others is for an address that has not signed on.
sed 's/MAXSOC=200/MAXSOC=50/' "$samples/HWSCFGR1" >few
start_receiver -m few --store receiver
sender_member member
fds=''
for _ in $(seq 24); do
    exec {fd}<>"/dev/tcp/127.0.0.1/$port"
    fds="$fds $fd"
done
run send -m member /dev/null
echo hello >one
run send -m member one
expect_status 69
expect_out_has '1	unsent	127.0.0.1:'
for fd in $fds; do exec {fd}<&- {fd}>&-; done
stop_receiver
grep -q 'too many connections of this address have not signed on' recv.err || fail 'no word of it'

# MAXSIZE.
sed 's/MAXSOC=200/MAXSOC=200,MAXSIZE=200/' "$samples/HWSCFGR1" >small
start_receiver -m small --store receiver
sender_member member
honest
head -c 300 /dev/zero | tr '\0' x >long
run send -m member long
expect_status 1
expect_out '1	nak	input larger than the buffer (rc 4, reason 4)'
stop_receiver

# A port that is taken.
start_receiver -m "$samples/HWSCFGR1" --store receiver
run imscon-recv -m "$samples/HWSCFGR1" --store receiver --listen "127.0.0.1:$port"
expect_status 75
expect_err_has "cannot listen on 127.0.0.1:$port: Address already in use"
expect_no_output
stop_receiver
run imscon-recv -m "$samples/HWSCFGR1" --store receiver --listen 'host:1'
expect_status 64

# Nobody there.
sender_member member
run send -m member one
expect_status 69
expect_out_has '1	unsent	cannot connect to '
expect_out_has 'Connection refused'

# A full output, and one that nobody reads any more: nothing is acknowledged that was not written.
receiver_output=/dev/full start_receiver -m "$samples/HWSCFGR1" --store receiver --output text
sender_member member
run send -m member one
expect_status 69
expect_out_has '1	unsent	'
await_receiver 74
expect_err_has 'messages are not acknowledged: writing standard output: No space left on device'
mkfifo pipe
head -n 1 pipe >first &
reader=$!
receiver_output=pipe start_receiver -m "$samples/HWSCFGR1" --store receiver --output text
sender_member member
honest
wait "$reader"
expect_equal "$(cat first)" hello
run send -m member one
expect_out_has '1	unsent	'
await_receiver 74

# A number of messages and no more; the rest stays with its sender.
start_receiver -m "$samples/HWSCFGR1" --store receiver --output text --max-messages 2
sender_member member
seq 4 >four
run send -m member --unsent rest four
expect_out_has '2	ack	'
expect_out_has '4	unsent	'
await_receiver 0
expect_equal "$(cat recv.out)" '1
2'
expect_equal "$(cat rest)" '3
4'

# With RACF=N there is no sign-on: a ping is the first input, and its connection outlives the limit that
# ends a silent one. The silent one is younger, so when it has ended the limit has passed for both.
sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >open
start_receiver -m open --store receiver --timeout 1s
ping='\0\0\0l'"$irm"'\0\024\0\0PING IMS_CONNECT\0\04\0\0'
# pinged: pings on descriptor 6 and prints the answer.
pinged() {
    printf '%b' "$ping" >&6
    timeout 20 head -c 45 <&6 | od -An -v -tx1 | tr -d ' \n'
}
exec 6<>"/dev/tcp/127.0.0.1/$port"
expect_equal "$(pinged)" 0000002d001d0100485753433030333049202a50494e4720524553504f4e53452a000c10032a43534d4f4b592a
expect_equal "$(answer '')" ''
expect_equal "$(pinged)" 0000002d001d0100485753433030333049202a50494e4720524553504f4e53452a000c10032a43534d4f4b592a
exec 6<&- 6>&-
stop_receiver
