#!/bin/bash
# imscon-recv --spool: what was acknowledged is a file, exactly once, also when the receiver is killed
# at any moment. PTKT_ROUNDS kills, 5 of them by default.
. "$(dirname "$0")/lib.sh"

sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >unchecked
racf-admin --store sender init
start_spooling() {
    start_receiver -m unchecked --spool spool --output text
    sender_member member '/APPL=APPLI2I,USERID/d'
    sed -i 's/^ APPL=APPLI2I,USERID=USER0002,$//' member
}

# A file each, in the order of the messages.
start_spooling
seq 300 >lines
run imscon-send --store sender -m member lines
expect_status 0
stop_receiver
expect_equal "$(cat spool/new/*.txt)" "$(cat lines)"
expect_equal "$(ls spool/tmp)" ''
expect_equal "$(stat -c %a spool spool/new)" "$(printf '700\n700')"
cmp -s recv.out /dev/null || fail 'messages on standard output beside the spool'

# One spool has one receiver.
start_spooling
run imscon-recv -m unchecked --spool spool --listen 127.0.0.1:0
expect_status 75
stop_receiver
run imscon-recv -m unchecked --spool spool --exec true
expect_status 64
rm -r spool

# Killed at a moment of its own while messages come; somebody takes files away meanwhile. Every
# message that was acknowledged is there once, with those that the last one before the kill sent.
mkdir taken
take() {
    local file
    for file in spool/new/*.txt; do
        [ -e "$file" ] || continue
        [ ! -e "taken/${file##*/}" ] || fail "${file##*/} came twice"
        mv "$file" taken/
    done
}
sent=0
cuts=0
for _ in $(seq "${PTKT_ROUNDS:-5}"); do
    start_spooling
    seq $((sent + 1)) $((sent + 2000)) >lines
    sent=$((sent + 2000))
    exec 8< <(exec imscon-send --store sender -m member lines 2>send.err)
    left=$((1 + RANDOM % 400)) # so many results, then the kill
    while [ "$left" -gt 0 ] && IFS= read -r result <&8; do
        echo "$result"
        left=$((left - 1))
    done >results
    kill -9 "$receiver"
    wait "$receiver" 2>/dev/null
    cat <&8 >>results
    exec 8<&-
    wait "$receiver_talk"
    grep -q '	unsent	' results && cuts=$((cuts + 1))
    take
    # Results are numbered by line: the acknowledged messages themselves.
    awk -F '\t' 'NR == FNR { text[FNR] = $0; next } $2 == "ack" { print text[$1] }' lines results >>acked
    awk -F '\t' 'NR == FNR { text[FNR] = $0; next } $2 != "ack" { print text[$1] }' lines results >>others
done
start_spooling
stop_receiver
take
cat taken/*.txt | sort -n >found
expect_equal "$(sort -n acked | comm -23 <(sort acked) <(sort found) | wc -l)" 0
expect_equal "$(uniq -d found | wc -l)" 0
expect_equal "$(comm -13 <(sort -m <(sort acked) <(sort others)) <(sort found) | wc -l)" 0
[ "$(wc -l <acked)" -gt 0 ] || fail 'nothing was acknowledged'
[ "$cuts" -gt 0 ] || fail 'no kill came while messages were sent'
