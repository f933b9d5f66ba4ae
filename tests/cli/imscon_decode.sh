#!/bin/bash
# imscon-recv decode: captures of our own programs, what is pasted, and what is asked of it.
. "$(dirname "$0")/lib.sh"
needs python3

decode() { run imscon-recv decode "$@"; }

# A conversation of our own programs, recorded on its way: three messages that are taken, then a user
# who may not use the application.
two_installations
racf-admin --store third init
racf-admin --store third -f "$samples/seed-receiver.racf" >/dev/null 2>&1
start_receiver -m "$samples/HWSCFGR1" --store receiver
mkfifo gone
python3 "$here/record_relay.py" "$port" own.pcap relay.port 2>relay.err >gone &
exec 8<gone
until [ -s relay.port ] || ! kill -0 $! 2>/dev/null; do read -r -t 0.05 <&8; done
port=$(cat relay.port)
sender_member member
printf 'ORDER 4711\nORDER 4712\nORDER 4713\n' |
    imscon-send --store sender -m member -r ICON2 -d IMSB -t PART >/dev/null
sender_member denied 's/USERID=USER0002/USERID=USER0001/'
echo 'ORDER 4714' | imscon-send --store sender -m denied -r ICON2 -d IMSB -t PART >/dev/null 2>&1
stop_receiver

decode own.pcap
expect_status 0
expect_silence
expect_equal "$(wc -l <out)" 8
expect_out_has 'SNDONLYA client=OTM'
expect_out_has 'user=USER0002 appl=APPLI2I tran=PART ticket=********, 18 bytes in 1 segment'
expect_equal "$(grep -c ' CSM ' out)" 3

decode --refusals own.pcap
expect_status 0
expect_equal "$(wc -l <out)" 1
expect_out_has "RSM      refused: security violation (rc 8, reason 40): not authorized to the application, RACF X'34' (52)"
expect_out_has 'user=USER0001 appl=APPLI2I tran=PART'

# Filters, one field, a summary.
decode --user USER0001 own.pcap
expect_equal "$(wc -l <out)" 2
decode --connection "#1" --field tran own.pcap
expect_out 'PART
PART
PART
PART
PART
PART'
decode --field rsm_rsncod --refusals own.pcap
expect_out 40
decode --summary own.pcap
expect_out_has '        2  conversations'
expect_out_has '        1  refusals'
decode --summary --json own.pcap
expect_out_has '"conversations":2,"messages":4,"answers":4,"refusals":1,"faults":0,"gaps":0'

# Nothing secret without being asked; with it, tickets go on to be verified at their moment.
decode --json -v own.pcap
ticket=$(imscon-recv decode --json --show-secrets --user USER0002 own.pcap | sed -n 's/.*"ticket":"\([^"]*\)".*/\1/p' | head -n 1)
expect_equal "${#ticket}" 8
! grep -qF "$ticket" out || fail 'a ticket is shown without --show-secrets'
for field in user appl ticket time; do
    imscon-recv decode --field "$field" --show-secrets own.pcap >"column.$field"
done
paste column.user column.appl column.ticket column.time | awk -F '\t' '$3 != ""' >tickets
expect_equal "$(wc -l <tickets)" 2
run ptkt-verify --batch --no-record --store receiver --field reason tickets
# The text's profile of USER0002 has no replay protection.
expect_out 'ok
replayed'

# The same as objects: answers have no ticket, and are passed over. What is hidden is refused as such.
imscon-recv decode --json --show-secrets own.pcap >objects
run ptkt-verify --batch --no-record --store receiver --field reason objects
expect_out 'ok
replayed'
imscon-recv decode --json own.pcap >objects
run ptkt-verify --batch --no-record --store receiver objects
expect_status 65
expect_err_has 'the ticket is hidden'

# What a store says of the tickets: one that has not seen them, and that of the receiver, in which they
# are used up. Nothing tells the ticket.
decode --explain --store third own.pcap
expect_status 0
expect_out_has '    ticket   accepted: '
expect_out_has '    ticket   rejected: appl-denied: user USER0001 has NONE to APPL profile APPLI2I'
! grep -qF "$ticket" out || fail 'an explanation shows the ticket'
decode --explain --store receiver own.pcap
expect_out_has '    ticket   used up by this sign-on: its key and its time held'
decode --explain --json --store third --user USER0001 own.pcap
expect_out_has '"verdict":{"holds":false,"used_by_this":false,"accepted":false,"reason":"appl-denied"'
decode --explain --field verdict --refusals --store third own.pcap
expect_out ''
# One whose records of used tickets are gone cannot tell. Only USER0001 has replay protection.
rm third/replay.cache
decode --explain --store third --user USER0001 own.pcap
expect_out_has '    ticket   rejected: replay-unknown: cannot be told from a used one'
expect_out_has '    finding  '
# The first message alone has no time; then the moment is what is asked for.
python3 - own.pcap own.raw <<'PYTHON'
import sys
capture = open(sys.argv[1], 'rb').read()
at = 24
while True:
    length = int.from_bytes(capture[at + 8:at + 12], 'little')
    packet = capture[at + 16:at + 16 + length]
    at += 16 + length
    if length > 150:
        break
open(sys.argv[2], 'wb').write(packet[54:])
PYTHON
# edited FROM TEXT: the message with another text of eight characters at that place.
edited() {
    python3 -c 'import sys
data = bytearray(open("own.raw", "rb").read())
at = int(sys.argv[1])
data[at:at + 8] = sys.argv[2].ljust(8).encode("cp037")
sys.stdout.buffer.write(data)' "$1" "$2" >edited.raw
}
# says REASON [OPTION...]: what the store says of that ticket.
message=own.raw
says() {
    local reason=$1
    shift
    decode --explain --store third "$@" "$message"
    expect_out_has "    ticket   rejected: $reason: "
    expect_out_has '    finding  '
}
third() { echo "$*" | racf-admin --store third >/dev/null || fail "racf-admin $*"; }
says expired --at +1h
says not-yet-valid --at -1h
message=edited.raw
edited 76 'NO TICKT'
says malformed
edited 68 OTHERS
says not-in-group
message=own.raw
third ALTUSER USER0002 "WHEN(DAYS($(date -d '+3 days' +%A)))"
says outside-hours
third ALTUSER USER0002 'WHEN(DAYS(ANYDAY))'
third CONNECT USER0002 'GROUP(SYS1)' REVOKE
says group-revoked
third CONNECT USER0002 'GROUP(SYS1)' RESUME
third DELUSER USER0002
says user-unknown
third ADDUSER USER0002 'PASSWORD(PASS0001)'
third ALTUSER USER0002 REVOKE
says user-revoked
third ALTUSER USER0002 RESUME
third ALTUSER USER0002 NOPASSWORD
says user-protected
third ALTUSER USER0002 'PASSWORD(PASS0001)'
third RALTER PTKTDATA APPLI2I.USER0002 'SSIGNON(KEYMASKED(0123456789ABCDEF))'
third RALTER PTKTDATA APPLI2I 'SSIGNON(KEYMASKED(0123456789ABCDEF))'
third SETROPTS 'RACLIST(PTKTDATA) REFRESH'
says wrong-key
third RDELETE PTKTDATA '(APPLI2I APPLI2I.USER0002)'
third SETROPTS 'RACLIST(PTKTDATA) REFRESH'
says no-profile
third SETROPTS 'NORACLIST(PTKTDATA)'
says class-not-raclisted
third SETROPTS 'NOCLASSACT(PTKTDATA)'
says class-inactive
run imscon-recv decode --at now own.pcap
expect_status 64
run imscon-recv decode --explain --summary --store third own.pcap
expect_status 64
run imscon-recv decode --explain --store nowhere own.pcap
expect_status 66

# Every field, with its name and meaning.
decode -v own.pcap
expect_out_has 'IRM_RACF_USERID   USER0002         user id'
expect_out_has 'IRM_F3            CONFIRM          sync level and flags: sync level confirm'
expect_out_has 'CSM_PRLVL         RACFRC           protocol level: and an RSM has RACF'

# Standard input, several files, and a file that ends within a packet.
run imscon-recv decode - <own.pcap
expect_equal "$(wc -l <out)" 8
decode own.pcap own.pcap
expect_equal "$(wc -l <out)" 16
head -c $(($(wc -c <own.pcap) - 3)) own.pcap >cut.pcap
decode cut.pcap
expect_status 0
expect_err_has 'cut.pcap ends within a packet'

# The frames of public clients as hexadecimal text, as a stream, and behind rubbish.
grep -v '^# ' "$vectors/irm-frames.txt" | sed 's/.*| //' >frames.hex
count=$(wc -l <frames.hex)
decode frames.hex
expect_status 0
expect_equal "$(wc -l <out)" "$count"
python3 -c 'import sys; sys.stdout.buffer.write(bytes.fromhex(sys.stdin.read()))' <frames.hex >frames.raw
decode frames.raw
expect_equal "$(wc -l <out)" "$count"
{ printf 'rubbish\0\0\0'; cat frames.raw; } >behind.raw
decode behind.raw
expect_status 0
expect_equal "$(wc -l <out)" "$((count + 1))"
expect_out_has 'fault at byte 0: no message begins here; 10 bytes passed over'

# What is none of it.
printf 'GET / HTTP/1.1\r\n' >other
decode other
expect_status 65
decode --format raw other
expect_status 1
expect_err_has 'no message of IMS Connect was found'
decode --format capture other
expect_status 65
expect_err_has 'neither pcap nor pcapng'
decode nowhere
expect_status 66
decode --field nothing own.pcap
expect_status 64
decode --port 0 own.pcap
expect_status 64
gzip -c own.pcap >own.pcap.gz
decode own.pcap.gz
expect_status 65
expect_err_has 'zcat'
