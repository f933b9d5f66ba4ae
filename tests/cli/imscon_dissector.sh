#!/bin/bash
# The dissector of Wireshark: it agrees with imscon-recv decode on generated conversations, and shows
# what our own programs say to each other.
. "$(dirname "$0")/lib.sh"
needs python3 tshark openssl

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

# record FILE: what comes and goes at the receiver's port, from now on.
record() {
    local line=''
    rm -f heard
    mkfifo heard
    tcpdump -i lo --immediate-mode -U -w - "tcp port $port" >"$1" 2>heard &
    recorder=$!
    exec 8<heard
    while read -r -t 20 line <&8; do
        case $line in *'listening on'*) return ;; esac
    done
    stop_receiver
    echo 'nothing may be recorded: loopback is not tested'
    exit 0
}
# recorded FILE COMMAND LINES: ends that once the command prints so many lines of what was recorded,
# which is written soon, and not at once.
recorded() {
    local line i
    for ((i = 0; i < 100; ++i)); do
        $2
        [ "$(wc -l <out)" -ge "$3" ] && break
        read -r -t 0.1 line <&8
    done
    kill "$recorder"
    wait "$recorder"
    exec 8<&-
}

two_installations
start_receiver -m "$samples/HWSCFGR1" --store receiver
record own.pcap
sender_member member
printf 'ORDER 4711\nORDER 4712\n' |
    imscon-send --store sender -m member -r ICON2 -d IMSB -t PART >/dev/null
sender_member denied 's/USERID=USER0002/USERID=USER0001/'
echo 'ORDER 4713' | imscon-send --store sender -m denied -r ICON2 -d IMSB -t PART >/dev/null 2>&1
stop_receiver
recorded own.pcap 'run imscon-recv decode own.pcap' 6
agree own.pcap
expect_out_has '6 messages and answers, '
expect_out_has ' 0 differ'
dissect own.pcap -Y 'imscon.refused == 1' -T fields -e imscon.rsm_rsncod
expect_out 40

# The same under TLS: unreadable, but for who has the keys that both sides can write down.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tls.key -out tls.pem -days 2 \
    -subj /CN=localhost -addext subjectAltName=DNS:localhost 2>/dev/null
chmod 600 tls.key
: >open.keys
chmod 644 open.keys
run imscon-recv -m "$samples/HWSCFGR1" --store receiver --tls --tls-cert tls.pem --tls-key tls.key --tls-keylog open.keys
expect_status 77
expect_err_has 'open.keys: others may read or write it'
run imscon-recv -m "$samples/HWSCFGR1" --store receiver --tls-keylog open.keys
expect_status 64
start_receiver -m "$samples/HWSCFGR1" --store receiver --tls --tls-cert tls.pem --tls-key tls.key --tls-keylog recv.keys
record tls.pcap
sender_member member
echo 'ORDER 4714' | imscon-send --store sender -m member -r ICON2 -d IMSB -t PART --next --tls --tls-ca tls.pem \
    --tls-keylog send.keys >/dev/null 2>send.err || fail "$(cat send.err)"
grep -q 'warning: the keys of TLS go to send.keys' send.err || fail 'no warning'
stop_receiver
grep -q 'warning: the keys of TLS go to recv.keys' recv.err || fail 'no warning of the receiver'
for keys in send.keys recv.keys; do
    expect_equal "$(stat -c %a "$keys")" 600
    grep -q '^CLIENT_TRAFFIC_SECRET_0 ' "$keys" || fail "no keys in $keys"
done
recorded tls.pcap 'run tshark -r tls.pcap -o tls.keylog_file:recv.keys -Y tcp.flags.fin==1' 2
dissect tls.pcap -Y imscon -T fields -e imscon.message
expect_no_output
for keys in send.keys recv.keys; do
    dissect tls.pcap -o "tls.keylog_file:$keys" -d "tcp.port==$port,tls" -d "tls.port==$port,imscon" \
        -Y imscon -T fields -e imscon.message
    expect_out 'SNDONLYA
CSM'
done
