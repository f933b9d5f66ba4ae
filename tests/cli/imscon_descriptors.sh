#!/bin/bash
# OTMA destination descriptors: imscon-send sends by a DFSYDTx member as it stands. The descriptor says
# connection, data store, transaction code and user; a super member's connections have turns, and one
# that fails leaves its messages to the others.
. "$(dirname "$0")/lib.sh"

two_installations
send() { imscon-send --store sender "$@"; }
by() { run send -m member --otma-member "$@"; }
cp "$samples/DFSYDTS" otma
printf 'one\ntwo\nthree\n' >lines
racf-admin --store receiver >/dev/null <<'END'
ADDUSER BATUSR1 PASSWORD(BATUSR01)
RDEFINE TIMS PART UACC(NONE)
PERMIT PART CLASS(TIMS) ID(BATUSR1) ACCESS(READ)
SETROPTS CLASSACT(TIMS)
SETROPTS RACLIST(TIMS)
END

# The sample, in both codes. Each message is BATUSR1's, also the first one, with which USER0002 signs on:
# he has no access to PART.
start_receiver -m "$samples/HWSCFGR1" --store receiver
sender_member member s/RESVSOC=2/RESVSOC=1/
for code in cp1047 cp037 ascii; do
    by otma --descriptor TOIMSB --next -e $code lines
    expect_status 0
    expect_silence
    expect_out "$(printf '1\tack\t\n2\tack\t\n3\tack\t')"
done
stop_receiver
expect_equal "$(grep -c '"event":"message"' recv.out)" 9
expect_equal "$(grep -c '"user":"USER0002".*"datastore":"IMSB","tran":"PART".*"message_user":"BATUSR1"' recv.out)" 9
expect_equal "$(grep -c '"event":"verified"' recv.out)" 3

# RMTTRAN goes before the code that the application has written; --ticket-per-message makes the tickets
# for the user of the messages, who is not admitted here.
start_receiver -m "$samples/HWSCFGR1" --store receiver
sender_member member s/RESVSOC=2/RESVSOC=1/
echo '{"tran":"OWN","data":"x"}' >own
by otma --descriptor TOIMSB --next --format ndjson own
expect_status 0
by otma --descriptor TOIMSB --next --ticket-per-message lines
expect_status 1
stop_receiver
grep -q '"tran":"PART","lterm":"","data":"OWN     x"' recv.out || fail 'not both codes'
grep -q 'BATUSR1' recv.err || fail 'the ticket was not for BATUSR1'

# Names, for scripts and completions; what is no place to send to.
run imscon-send --list descriptor --otma-member otma
expect_out "$(printf 'TOIMSB\nCALLOUT')"
by otma --descriptor CALLOUT lines
expect_status 78
expect_err_has 'error: otma:6:1: descriptor CALLOUT has no RMTIMSCON: its messages wait for a client'
expect_err_has 'fetch them: imscon-send fetch --tpipe CALLOUT'
by otma --descriptor ORDERS lines
expect_status 78
expect_err_has 'otma: descriptor ORDERS is TYPE=MQSERIES'
by otma --descriptor PRINTER lines
expect_err_has 'otma: descriptor PRINTER is TYPE=NONOTMA'
by otma --descriptor NOWHERE lines
expect_status 78
expect_err_has 'otma has no descriptor NOWHERE'
expect_err_has 'the member has TOIMSB'
by none --descriptor TOIMSB lines
expect_status 66
by "$samples/HWSCFGS1" --descriptor TOIMSB lines
expect_status 78
expect_err_has 'HWS is a statement of an HWSCFGxx member'
for other in '-r ICON2' '-d IMSB' '-t PART'; do
    # shellcheck disable=SC2086  # an option and its value
    by otma --descriptor TOIMSB $other lines
    expect_status 64
    expect_err_has '--descriptor excludes --'
done
run send -m member --descriptor TOIMSB lines
expect_status 64
expect_err_has '--otma-member'
run send --otma-member otma --descriptor TOIMSB lines
expect_status 64

# faulty EDIT TEXT...: what an edit of the sample is refused with.
faulty() {
    sed "$1" "$samples/DFSYDTS" >faulty
    shift
    by faulty --descriptor TOIMSB lines
    expect_status 78
    local text
    for text; do expect_err_has "$text"; done
}
faulty 's/TMEMBER=HWSA TPIPE=TOIMSB/TMEMBER=HWSX/' \
    'error: faulty:4:24: TMEMBER=HWSX is not the IMS Connect of member' 'the member has MEMBER=HWSA'
faulty s/=ICON2/=ICON9/ 'error: faulty:5:12: member has no RMTIMSCON with ID=ICON9'
faulty s/RMTIMS=IMSB// 'error: faulty:5:12: RMTIMSCON and RMTIMS go together'
faulty s/RMTTRAN/RMTTRN/ "error: faulty:5:40: unknown keyword of descriptor TOIMSB 'RMTTRN'" 'did you mean RMTTRAN?'
faulty s/USERID=BATUSR1/USERID=batusr1/ 'error: faulty:5:60: USERID must be 1 to 8 letters and digits' 'BATUSR1'
faulty '4s/TYPE=IMSCON/TYPE=IMSTCP/' "error: faulty:4:17: TYPE must be IMSCON, IMSTRAN, MQSERIES or NONOTMA, found 'IMSTCP'"
faulty '5s/^D/d/' "error: faulty:5:1: 'd' must be upper case"
faulty '6s/CALLOUT /TOIMSB /;5a D OTHER TYPE=NONOTMA' 'descriptor TOIMSB stands twice'
faulty '4s/TPIPE=TOIMSB/TPIPE=/' 'TPIPE has no value'

# A super member: the connections of its members have turns. Each receiver knows the tickets that it
# has seen, so one of the same second is good at both.
cp -r receiver second
receiver_output=first.out start_receiver -m "$samples/HWSCFGR1" --store receiver
first=$receiver first_talk=$receiver_talk first_port=$port
mv recv.err first.err
receiver_output=second.out start_receiver -m "$samples/HWSCFGR1" --store second
super='s/RESVSOC=2/RESVSOC=1/;s/RRS=N)/RRS=N,SMEMBER=SM01)/;s/PORT=8888/PORT=%s/'
# shellcheck disable=SC2059  # the edit has one place
sed "$(printf "$super" "$first_port")" "$samples/HWSCFGS1" >member
# shellcheck disable=SC2059
sed "$(printf "$super" "$port")" "$samples/HWSCFGS1" >other
sed 's/TMEMBER=HWSA TPIPE=TOIMSB/TMEMBER=SM01 SMEM=YES/' "$samples/DFSYDTS" >otma
printf '%s\n' 1 2 3 4 5 6 >six
by otma --descriptor TOIMSB --super-member other --same-second --next six
expect_status 0
expect_silence
expect_equal "$(grep -c '"event":"message"' first.out)" 3
expect_equal "$(grep -c '"event":"message"' second.out)" 3
# One member that names both connections; IMS takes one.
sed "s/^RMTIMSCON=.*/&/;\$a RMTIMSCON=(ID=ICON3,HOSTNAME=LOCALHOST,PORT=$port,\n APPL=APPLI2I,USERID=USER0002,PERSISTENT=Y)" member >both
sed -i 's/RMTIMSCON=ICON2/RMTIMSCON=(ICON2,ICON3)/;s/ USERID=BATUSR1//;/^D TOIMSB   RMT/aD TOIMSB   USERID=BATUSR1' otma
run send -m both --otma-member otma --descriptor TOIMSB --same-second --next six
expect_status 0
expect_err_has 'warning: otma:5:22: IMS takes one name in RMTIMSCON'
expect_equal "$(grep -c '"event":"message"' second.out)" 6
# One of them goes away while its connection is open: nothing is lost, and nothing sent twice.
mkfifo feed
imscon-send --store sender -m both --otma-member otma --descriptor TOIMSB --same-second --next -q feed >out 2>err &
sender=$!
exec 8>feed
printf '%s\n' 1 2 >&8
await_lines() { until [ "$(grep -c ack out)" -ge "$1" ] || ! kill -0 "$sender" 2>/dev/null; do read -rt 0.05 <> <(:); done; }
await_lines 2
stop_receiver
printf '%s\n' 3 4 5 6 >&8
exec 8>&-
last='a sender of two connections, of which one is lost'
wait "$sender"
status=$?
expect_status 0
expect_equal "$(grep -c ack out)" 6
expect_equal "$(grep -c '"event":"message"' first.out)" 11
expect_equal "$(grep -c '"event":"message"' second.out)" 7
# With none that answers the messages are unsent; of one that is no member of the super member, no word.
receiver=$first receiver_talk=$first_talk
cp first.err recv.err
stop_receiver
run send -m both --otma-member otma --descriptor TOIMSB --same-second six
expect_status 69
expect_equal "$(grep -c unsent out)" 6
expect_err_has 'sending by another connection'
run send -m "$samples/HWSCFGS1" --otma-member otma --descriptor TOIMSB six
expect_status 78
expect_err_has 'the member has no SMEMBER'
sed -i 's/SMEM=YES//;s/TMEMBER=SM01/TMEMBER=HWSA/' otma
run send -m both --super-member other --otma-member otma --descriptor TOIMSB six
expect_status 78
expect_err_has '--super-member, but descriptor TOIMSB has no SMEM=YES'
