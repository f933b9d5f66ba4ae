#!/bin/bash
# The dissector of Wireshark: it agrees with imscon-recv decode on generated conversations, and shows
# what our own programs say to each other.
. "$(dirname "$0")/lib.sh"
needs python3 tshark

lua=$here/../../tools/wireshark/imscon.lua
separator=$(printf '\001')
# dissect FILE OPTION...: by tshark, without a word of its own.
dissect() {
    local file=$1
    shift
    run tshark -X "lua_script:$lua" -r "$file" "$@"
    expect_status 0
    ! grep -qi 'lua' err || fail "the dissector fails: $(cat err)"
}

# agree FILE OPTION...: both say the same of every field.
agree() {
    local file=$1 fields=() field
    shift
    for field in $(python3 "$here/conversations.py" fields); do fields+=(-e "$field"); done
    imscon-recv decode --json --show-secrets "$file" >objects 2>decode.err || fail "$(cat decode.err)"
    dissect "$file" "$@" -o imscon.show_secrets:TRUE -Y imscon -T fields -E occurrence=a \
        -E "aggregator=$separator" "${fields[@]}"
    mv out table
    run python3 "$here/conversations.py" compare objects table
    expect_status 0
}
python3 "$here/conversations.py" make 1000 generated.pcap
agree generated.pcap -d tcp.port==8888,imscon
expect_out_has ' 0 differ'

# Filters find what they name; a ticket is shown when that is asked for, and not otherwise.
python3 "$here/conversations.py" make 20 few.pcap
dissect few.pcap -Y 'imscon.message == "RSM" && imscon.rsm_retcod > 0' -T fields -e imscon.message
expect_out_has RSM
ticket=$(sed -n 's/.*"irm_racf_pw":"\([^"]\{6,\}\)".*/\1/p' objects | head -n 1)
dissect few.pcap -O imscon
! grep -qF "$ticket" out || fail 'a ticket is shown without being asked for'
dissect few.pcap -d tcp.port==8888,imscon -o imscon.show_secrets:TRUE -O imscon
grep -qF "$ticket" out || fail 'no ticket is shown'

# What our own programs say to each other, recorded on loopback where that is permitted.
command -v tcpdump >/dev/null || { echo 'tcpdump is not installed: loopback is not tested'; exit 0; }
two_installations
start_receiver -m "$samples/HWSCFGR1" --store receiver
mkfifo heard
tcpdump -i lo --immediate-mode -U -w - "tcp port $port" >own.pcap 2>heard &
recorder=$!
exec 8<heard
line=''
while read -r -t 20 line <&8; do
    case $line in *'listening on'*) break ;; esac
done
case $line in
*'listening on'*) ;;
*)
    stop_receiver
    echo 'nothing may be recorded: loopback is not tested'
    exit 0
    ;;
esac
sender_member member
printf 'ORDER 4711\nORDER 4712\n' |
    imscon-send --store sender -m member -r ICON2 -d IMSB -t PART >/dev/null
sender_member denied 's/USERID=USER0002/USERID=USER0001/'
echo 'ORDER 4713' | imscon-send --store sender -m denied -r ICON2 -d IMSB -t PART >/dev/null 2>&1
stop_receiver
# What was recorded is written soon, and not at once.
for ((i = 0; i < 100; ++i)); do
    [ "$(imscon-recv decode own.pcap 2>/dev/null | wc -l)" -ge 6 ] && break
    read -r -t 0.1 line <&8
done
kill "$recorder"
wait "$recorder"
exec 8<&-
agree own.pcap
expect_out_has '6 messages and answers, '
expect_out_has ' 0 differ'
dissect own.pcap -Y 'imscon.refused == 1' -T fields -e imscon.rsm_rsncod
expect_out 40
