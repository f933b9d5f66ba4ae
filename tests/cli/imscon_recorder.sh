#!/bin/bash
# RECORDER: a capture of what clients send and are answered, which decode reads, without secrets.
. "$(dirname "$0")/lib.sh"

needs python3
two_installations 2>/dev/null
ctl() { run imscon-recv ctl --control recv.ctl "$@"; }
# message CODE USER PASSWORD TEXT: one of a client, on a connection of its own.
message() {
    python3 - "$port" "$@" <<'PYTHON'
import socket, struct, sys
port, code, user, password, text = sys.argv[1:]
def name(text):
    return text.encode(code).ljust(8, " ".encode(code))
irm = struct.pack(">HBB", 88, 0, 0) + name("*SAMPL1*") + b"\0\0\0\0" + bytes([0, 0, 0x10, 0])
irm += name("") + bytes([0, 0x40, 0x01]) + "K".encode(code)
irm += name("PART") + name("IMSB") + name("") + name(user) + name("") + name(password) + name("APPLI2I")
data = text.encode(code)
rest = irm + struct.pack(">HH", len(data) + 4, 0) + data + b"\0\4\0\0"
with socket.create_connection(("127.0.0.1", int(port))) as client:
    client.sendall(struct.pack(">I", len(rest) + 4) + rest)
    client.recv(4096)
PYTHON
}
# has_text TEXT FILE: in either code.
has_text() {
    python3 -c 'import sys; data = open(sys.argv[2], "rb").read()
sys.exit(not any(sys.argv[1].encode(code) in data for code in ("cp037", "latin-1")))' "$1" "$2"
}

run imscon-recv -m "$samples/HWSCFGR1" --recorder own.pcapng
expect_status 64
start_receiver -m "$samples/HWSCFGR1" --store receiver --control recv.ctl --recorder own.pcapng
ctl RECORDER CLOSE
expect_status 1
expect_err_has 'the recorder is not open'
[ ! -e own.pcapng ] || fail 'a closed recorder has a file'
ctl RECORDER OPEN
expect_out 'HWSC0001I RECORDER OPENED'
expect_equal "$(stat -c %a own.pcapng)" 600
ctl 'UPDATE IMSCON TYPE(CONFIG) START(RECORDER)'
expect_status 1
message cp037 USER0002 SECRET01 'PART HELLO FROM EBCDIC'
message latin-1 USER0002 SECRET02 'PART HELLO FROM ASCII'
message latin-1 USER0002 OLDPASS1 'HWSPWCH OLDPASS1/NEWPASS1/NEWPASS1'
message cp037 'USER0002' '' 'PART NO TICKET'
sender_member member
printf 'one\ntwo\n' | imscon-send -m member --store sender -r ICON2 -t PART >sent
expect_equal "$(cut -f2 sent | sort -u)" ack
ctl 'UPDATE MEMBER TYPE(IMSCON) STOP(TRACE)'
expect_out 'HWSC0001I RECORDER CLOSED'
message latin-1 USER0002 SECRET03 'PART NOT RECORDED'

run imscon-recv decode own.pcapng --json
expect_status 0
expect_equal "$(grep -c '"type":"message"' out)" 6
expect_equal "$(grep -c '"type":"answer"' out)" 6
for text in 'HELLO FROM EBCDIC' 'HELLO FROM ASCII' '"client_id":"OTM' '"to":"127.0.0.1:'"$port"'"'; do
    expect_out_has "$text"
done
! grep -q 'NOT RECORDED' out || fail 'a closed recorder writes'
run imscon-recv decode own.pcapng --refusals
expect_equal "$(grep -c 'SNDONLYA' out)" 0
run imscon-recv decode own.pcapng --summary
expect_out_has '0  faults, 0 gaps in the capture'
expect_out_has '5  conversations'
for secret in SECRET01 SECRET02 OLDPASS1 NEWPASS1; do
    ! has_text "$secret" own.pcapng || fail "$secret is in the recording"
done
has_text 'HELLO FROM' own.pcapng || fail 'the recording cannot be searched'

# A second recording is added. Others may not be able to read the file.
ctl RECORDER OPEN
message cp037 USER0002 SECRET04 'PART AGAIN'
ctl RECORDER CLOSE
run imscon-recv decode own.pcapng --summary
expect_out_has '7  messages'
chmod 644 own.pcapng
ctl RECORDER OPEN
expect_status 1
expect_err_has 'is not a file that only its owner may read'
stop_receiver

# At the limit the recording ends, whole, and messages go on. Secrets are in it when that is asked for.
start_receiver -m "$samples/HWSCFGR1" --store receiver --control recv.ctl --recorder small.pcapng \
    --recorder-limit 1 --recorder-secrets
ctl RECORDER OPEN
message latin-1 USER0002 SECRET05 'PART HELLO'
has_text SECRET05 small.pcapng || fail 'the secret that was asked for is not there'
sender_member member
for _ in $(seq 60); do printf '%020000d\n' 7; done >long
imscon-send -m member --store sender -r ICON2 -t PART long >sent
expect_equal "$(cut -f2 sent | sort | uniq -c | tr -s ' ')" ' 60 ack'
ctl RECORDER CLOSE
expect_status 1
stop_receiver
grep -q 'the recording in small.pcapng has ended: the file has 1 MB' recv.err || fail 'the end is not told'
[ "$(stat -c %s small.pcapng)" -le 1000000 ] || fail 'the recording is too long'
run imscon-recv decode small.pcapng --summary
expect_status 0
expect_out_has '0  faults, 0 gaps in the capture'
