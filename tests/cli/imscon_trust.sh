#!/bin/bash
# The main job: messages from one installation to the other, trusted by a PassTicket; and everybody
# who is not to be trusted. With the two installations of the text.
. "$(dirname "$0")/lib.sh"

two_installations
send() { imscon-send --store sender "$@"; }
key_of_sender() {
    printf '%s\n' "RALTER PTKTDATA APPLI2I SSIGNON(KEYMASKED($1))" \
        'SETROPTS RACLIST(PTKTDATA) REFRESH' | racf-admin --store sender >/dev/null
}

# USER0002 is trusted once, and all messages of the connection are taken. The sender's ticket is on record.
racf-admin --store sender audit --tickets on
start_receiver -m "$samples/HWSCFGR1" --store receiver
sender_member member
printf 'first\nsecond \\ one\nthird\n' >lines
run send -m member -r ICON2 -t PART lines
expect_status 0
expect_silence
expect_out "1	ack	
2	ack	
3	ack	"
stop_receiver
expect_equal "$(grep -c '"event":"verified"' recv.out)" 1
expect_equal "$(grep -c '"tran":"PART"' recv.out)" 3
grep '"data":"second' recv.out | sed 's/"time":"[^"]*","peer":"[^"]*","client_id":"OTM[0-9A-F]*"/X/' >record
expect_equal "$(cat record)" \
    '{"v":1,"event":"message",X,"user":"USER0002","appl":"APPLI2I","trusted":true,"datastore":"IMSB","tran":"PART","lterm":"","data":"second \\ one","encoding":"cp1047","segments":["second \\ one"],"message_user":"USER0002","group":""}'
expect_equal "$([ -e ready ] && echo there)" ''
run racf-admin --store sender audit --event ticket-made --field user
[ "$(sort -u out)" = USER0002 ] || fail 'the ticket is not on record'
racf-admin --store sender audit --tickets off

# Who is not trusted, and why: the sender gets the code, the receiver says the reason.
start_receiver -m "$samples/HWSCFGR1" --store receiver
sender_member member
sender_member denied s/USER0002/USER0001/
sender_member nobody s/USER0002/NOBODY/
# Without tickets one reserved connection is as good as the other, so there are none.
sender_member bare '/APPL=APPLI2I,USERID/d' 's/AUTOCONN=Y/AUTOCONN=N/'
expect_refusal() { # REASON DETAIL-OF-SENDER MEMBER OPTION...
    local reason=$1 detail=$2 member=$3
    shift 3
    run send -m "$member" "$@" lines
    expect_status 1
    expect_out_has "1	nak	$detail"
    expect_out_has "3	unsent	not sent after message 1 was refused"
    expect_err_has "refused it: $detail"
    reasons="$reasons $reason"
}
reasons=''
security='security violation (rc 8, reason 40)'
bad="$security: password or PassTicket not valid, RACF X'08' (8)"
expect_refusal appl-denied "$security: not authorized to the application, RACF X'34' (52)" denied
expect_refusal user-unknown "$security: user not defined, RACF X'04' (4)" nobody
expect_refusal expired "$bad" member --at -11m
expect_refusal not-yet-valid "$bad" member --at +11m
expect_refusal no-ticket 'no password (rc 8, reason 53)' bare
key_of_sender 123456789ABCDEF0
expect_refusal wrong-key "$bad" member --at @1795341600
key_of_sender E001193519561977

# The receiver sees a REFRESH without a restart: from now on a ticket is good once.
racf-admin --store receiver RALTER PTKTDATA APPLI2I.USER0002 NOAPPLDATA >/dev/null
racf-admin --store receiver 'SETROPTS RACLIST(PTKTDATA) REFRESH' >/dev/null
moment=@$(($(date +%s) - 60))
run send -m member --at "$moment" lines
expect_status 0
expect_refusal replayed "$bad" member --at "$moment"
expect_err_has '--next avoids that'
# Nor on the command line, since both use one store.
run ptkt-verify --store receiver -u USER0002 -a APPLI2I \
    "$(ptkt-gen --store sender -u USER0002 -a APPLI2I --at "$moment")"
expect_out_has 'rejected: replayed: used before'
run send -m member -d NOSUCH lines
expect_status 1
expect_out_has '1	nak	data store not found (rc 8, reason 72)'
run send -m member --json --field rsn -d NOSUCH lines --at -20s
expect_equal "$(head -1 out)" 72
stop_receiver
for reason in $reasons unknown-datastore; do
    grep -qF "refused: $reason: " recv.err || fail "expected in recv.err: $reason"
    grep -q "\"event\":\"refused\".*\"reason\":\"$reason\"" recv.out || fail "no event: $reason"
done
# Neither log nor output has a ticket or a key.
if grep -q 'E001193519561977\|123456789ABCDEF0' recv.out recv.err receiver/audit.jsonl; then
    fail 'a key was written'
fi

# RACFGENRC=Y tells the peer nothing of the reason.
sed 's/RACFGENRC=N/RACFGENRC=Y/' "$samples/HWSCFGR1" >generic
start_receiver -m generic --store receiver
sender_member nobody s/USER0002/NOBODY/
expect_refusal user-unknown "$bad" nobody
stop_receiver

# RACF=N: no store, no check; the ticket is ignored, which is said once a connection.
sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >unchecked
start_receiver -m unchecked --store nowhere --output text
sender_member member 's/RESVSOC=2/RESVSOC=1/'
sender_member bare '/APPL=APPLI2I,USERID/d' 's/RESVSOC=2/RESVSOC=1/'
sed -i 's/^ APPL=APPLI2I,USERID=USER0002,$//' bare
run send -m member lines
expect_status 0
run send -m bare -v lines
expect_status 0
expect_err_has 'RMTIMSCON ICON2 has no APPL and USERID: no PassTicket is sent'
stop_receiver
expect_equal "$(grep -c 'not checked, since RACF=N; its PassTicket is ignored' recv.err)" 1
expect_equal "$(grep -c 'not checked, since RACF=N$' recv.err)" 1
expect_equal "$(sort -u recv.out | wc -l)" 3

# What cannot start says so, and how to mend it.
run imscon-send -m member --store nowhere lines
expect_status 66
expect_no_output
racf-admin --store sender 'SETROPTS NORACLIST(PTKTDATA)' >/dev/null
run send -m member lines
expect_status 78
expect_err_has 'class PTKTDATA is not RACLISTed'
expect_err_has 'hint: issue SETROPTS RACLIST(PTKTDATA)'
run imscon-recv -m "$samples/HWSCFGR1" --store nowhere --listen 127.0.0.1:0
expect_status 66
printf 'HWS=(ID=HWSB,RACF=MAYBE)\n' >broken
run imscon-recv -m broken
expect_status 78
expect_err_has "error: broken:1:19: RACF must be Y or N, found 'MAYBE'"
expect_err_has '                  ^^^^^'
run send -m broken
expect_status 78
run imscon-recv -m missing
expect_status 66
