#!/bin/bash
# One ticket, presented to two receivers and to ptkt-verify on one store at the same time: exactly one
# accepts it. PTKT_ROUNDS rounds; otherwise as many of 200 as 15 seconds allow.
. "$(dirname "$0")/lib.sh"

two_installations
racf-admin --store receiver >/dev/null <<'COMMANDS'
RALTER PTKTDATA APPLI2I.USER0002 NOAPPLDATA
SETROPTS RACLIST(PTKTDATA) REFRESH
COMMANDS
start_receiver -m "$samples/HWSCFGR1" --store receiver
first=$receiver first_port=$port first_talk=$receiver_talk
receiver_output=second.out start_receiver -m "$samples/HWSCFGR1" --store receiver

# frame TICKET: a send-only message with acknowledgment for HWSSMPL1, in ASCII with an IRM of 80 bytes.
frame() {
    printf '\x00\x00\x00\x61\x00\x50\x00\x00*SAMPL1*\x00\x00\x00\x00\x00\x00\x10\x00%-8s\x00\x40\x00K' ''
    printf '%-8s%-8s%-8s%-8s%-8s%-8s\x00\x09\x00\x00HELLO\x00\x04\x00\x00' PART '' '' USER0002 '' "$1"
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
    last="round $rounds: ${winners:-nobody}"
    case $winners in
        'first ' | 'second ' | 'verify ') won[${winners% }]=$((won[${winners% }] + 1)) ;;
        *) fail 'not exactly one winner' ;;
    esac
done
last="$rounds rounds"
[ "$rounds" -ge 5 ] || fail 'too few rounds'
kill "$first"
wait "$first" "$first_talk"
stop_receiver
