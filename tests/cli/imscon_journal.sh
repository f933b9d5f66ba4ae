#!/bin/bash
# imscon-send --journal: a run that was cut off goes on with the same command, and no message that was
# acknowledged is lost or sent again. PTKT_ROUNDS kills, 4 of them by default.
. "$(dirname "$0")/lib.sh"

sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >unchecked
racf-admin --store sender init
start_spooling() {
    start_receiver -m unchecked --spool spool --output text
    sender_member member '/APPL=APPLI2I,USERID/d'
    sed -i 's/^ APPL=APPLI2I,USERID=USER0002,$//' member
}
send() { imscon-send --store sender -m member --journal journal "$@"; }

# A second run with the same journal sends nothing, and says what became of each message.
start_spooling
printf 'one\ntwo\nthree\n' >lines
run send lines
expect_status 0
expect_out "1	ack	
2	ack	
3	ack	"
expect_equal "$(stat -c %a journal)" 600
run send lines
expect_status 0
expect_silence
expect_equal "$(sort -u <(cut -f 2,3 out))" 'ack	acknowledged in an earlier run'
run send --json --field again lines
expect_equal "$(sort -u out)" false

# Another input is refused, before anything of it is sent: other words, fewer of them.
printf 'one\nTWO\nthree\n' >other
run send other
expect_status 64
expect_err_has 'journal is the journal of another input: message 2 is not the same'
printf 'one\ntwo\n' >other
run send other
expect_status 64
expect_err_has 'journal is the journal of another input: it ends after message 2'
# One that goes on behind is the same one, longer.
printf 'four\n' >>lines
run send lines
expect_status 0
expect_out_has '4	ack	'
# What is no journal is left alone.
cp lines precious
run imscon-send --store sender -m member --journal precious lines
expect_status 78
expect_err_has 'precious is not a journal of this kind'
cmp -s lines precious || fail 'a file that is no journal was changed'
run imscon-send link --store sender -m member --journal x MSC12 lines
expect_status 64
expect_err_has "'imscon-send link' has no option '--journal'"

# An answer that is lost leaves its message in doubt: it is sent again, and marked.
stop_receiver
expect_equal "$(cat spool/new/*.txt)" "$(printf 'one\ntwo\nthree\nfour')"
rm -r journal spool
start_spooling
kill -STOP "$receiver"
printf 'doubt\n' >lines
run send --timeout 1s lines
expect_status 69
expect_out_has '1	unsent	'
expect_out_has 'it may have been taken'
kill -CONT "$receiver"
run send lines
expect_status 0
expect_out '1	ack	sent again, an earlier try may have been taken'
run send lines
expect_out '1	ack	acknowledged in an earlier run'
stop_receiver
rm -r journal spool

# The order of the input, with several sockets.
start_spooling
seq 500 >lines
run imscon-send --store sender -m member --sockets 8 --ordered lines
expect_status 0
expect_equal "$(cut -f 1 out)" "$(cat lines)"
run imscon-send --store sender -m member --sockets 8 lines
expect_equal "$(cut -f 1 out | sort -n)" "$(cat lines)"
stop_receiver
rm -r spool

# Killed again and again; with one journal the last run has it all: every message once, except those
# that were in doubt, which say so.
start_spooling
seq 3000 >lines
: >acked
kills=0
for _ in $(seq "${PTKT_ROUNDS:-4}"); do
    exec 8< <(exec imscon-send --store sender -m member --journal journal \
        --sockets $((1 + RANDOM % 4)) lines 2>send.err)
    sender=$!
    left=$((1 + RANDOM % 300)) # so many new results, then the kill
    while [ "$left" -gt 0 ] && read -r result <&8; do
        echo "$result"
        [[ $result = *'earlier run' ]] || left=$((left - 1))
    done >results
    kill -9 "$sender" 2>/dev/null && kills=$((kills + 1))
    # What was told before that counts too, when the line is whole.
    while read -r result; do echo "$result"; done <&8 >>results
    exec 8<&-
    awk -F '\t' '$2 == "ack" && $3 !~ /^acknowledged in/ { print $1 }' results >>acked
done
run send lines
expect_status 0
expect_silence
stop_receiver
[ "$kills" -gt 0 ] || fail 'nothing was killed'
expect_equal "$(uniq -d <(sort acked) | wc -l)" 0
expect_equal "$(cut -f 1 out | sort -n)" "$(cat lines)"
expect_equal "$(cut -f 2 out | sort -u)" ack
expect_equal "$(sort -un <(cat spool/new/*.txt))" "$(cat lines)"
# Whatever came twice was in doubt once: at most a message for each socket that a kill cut off.
twice=$(cat spool/new/*.txt | sort | uniq -d | wc -l)
[ "$twice" -le $((kills * 4)) ] || fail "$twice messages came twice in $kills kills"
