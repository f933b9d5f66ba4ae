#!/bin/bash
# One ticket, presented to two receivers and to ptkt-verify on one store at the same time: exactly one
# accepts it, and the others refuse it as used. PTKT_ROUNDS rounds; otherwise as many of 200 as 15
# seconds allow.
. "$(dirname "$0")/lib.sh"

two_installations
racf-admin --store receiver >/dev/null <<'COMMANDS'
RALTER PTKTDATA APPLI2I.USER0002 NOAPPLDATA
SETROPTS RACLIST(PTKTDATA) REFRESH
COMMANDS
# The frame names no application: that of the data store counts.
sed 's/APPL=IMSBAPPL/APPL=APPLI2I/' "$samples/HWSCFGR1" >member
start_receiver -m member --store receiver
first=$receiver first_port=$port first_talk=$receiver_talk
receiver_output=second.out start_receiver -m member --store receiver

# frame TICKET: a send-only message with acknowledgment for HWSSMPL1, in ASCII with an IRM of 80 bytes, on
# a transaction socket: the receiver ends it.
frame() {
    printf '\x00\x00\x00\x61\x00\x50\x00\x00*SAMPL1*\x00\x00\x00\x00\x00\x00\x00\x00%-8s\x00\x40\x00K' ''
    printf '%-8s%-8s%-8s%-8s%-8s%-8s\x00\x09\x00\x00HELLO\x00\x04\x00\x00' PART IMSB '' USER0002 '' "$1"
}
present() { # FD ANSWER: the frame on a connection that is there already
    cat ticket.frame >&"$1"
    timeout 20 cat <&"$1" >"$2"
}

moment=$(($(date +%s) - 300))
ends=$((SECONDS + 15))
rounds=0
declare -A won=([first]=0 [second]=0 [verify]=0)
while [ "$rounds" -lt "${PTKT_ROUNDS:-200}" ] && { [ -n "${PTKT_ROUNDS:-}" ] || [ $SECONDS -lt $ends ]; }; do
    rounds=$((rounds + 1))
    ticket=$(ptkt-gen --store sender -u USER0002 -a APPLI2I --at "@$((moment + rounds % 600))")
    [ $((rounds % 600)) -eq 0 ] && moment=$((moment + 600))
    frame "$ticket" >ticket.frame
    exec {one}<>"/dev/tcp/127.0.0.1/$first_port" {two}<>"/dev/tcp/127.0.0.1/$port"
    present "$one" answer.first &
    a=$!
    ptkt-verify --store receiver -u USER0002 -a APPLI2I -- "$ticket" >answer.verify &
    b=$!
    present "$two" answer.second &
    c=$!
    wait $b $a $c
    exec {one}<&- {two}<&-
    winners=''
    for end in first second; do grep -q 'CSMOKY' "answer.$end" && winners="$winners$end "; done
    grep -q '^accepted' answer.verify && winners="${winners}verify "
    grep -q '^rejected: replayed' answer.verify || [[ $winners = *verify* ]] ||
        fail 'ptkt-verify says something else'
    last="round $rounds: ${winners:-nobody}"
    case $winners in
        'first ' | 'second ' | 'verify ') won[${winners% }]=$((won[${winners% }] + 1)) ;;
        *) fail 'not exactly one winner' ;;
    esac
done
last="$rounds rounds"
[ "$rounds" -ge 5 ] || fail 'too few rounds'
[ $((won[first] + won[second])) -gt 0 ] || fail 'no receiver ever accepted a ticket'
kill "$first"
wait "$first" "$first_talk"
stop_receiver
# Who did not win refused the ticket for no other reason than that it is used.
expect_only_replayed() { # OUTPUT COUNT
    expect_equal "$(grep '"event":"refused"' "$1" | grep -vc '"reason":"replayed"')" 0
    expect_equal "$(grep '"event":"refused"' "$1" | grep -c '"reason":"replayed"')" "$2"
}
expect_only_replayed recv.out $((rounds - won[first]))
expect_only_replayed second.out $((rounds - won[second]))
