#!/bin/bash
# The receiver itself says why it refused a sign-on: in an event, a line and the audit log, with the chance.
# A flood of bad tickets is answered at once and explained at a rate; the honest notice nothing.
. "$(dirname "$0")/lib.sh"
needs python3

two_installations 2>/dev/null
sed s/APPL=IMSBAPPL/APPL=APPLI2I/ "$samples/HWSCFGR1" >receiver.member
start_receiver -m receiver.member --store receiver
sender_member member

# bad TICKET [USER]: a send-only message for HWSSMPL1, in ASCII with an IRM of 80 bytes; waits for the end.
bad() {
    exec {fd}<>"/dev/tcp/127.0.0.1/$port" || return
    printf '\x00\x00\x00\x61\x00\x50\x00\x00*SAMPL1*\x00\x00\x00\x00\x00\x00\x10\x00%-8s\x00\x40\x00S' C >&"$fd"
    printf '%-8s%-8s%-8s%-8s%-8s%-8s\x00\x09\x00\x00HELLO\x00\x04\x00\x00' PART '' '' "${2:-USER0002}" '' "$1" >&"$fd"
    IFS= read -r -d '' -t 20 <&"$fd"
    exec {fd}<&-
}
# explained N: waits for so many explanations.
explained() {
    local left=300
    until [ "$(grep -c '"event":"explained"' recv.out)" -ge "$1" ]; do
        left=$((left - 1))
        [ $left -gt 0 ] || { fail "$1 explanations do not come"; return; }
        sleep 0.1
    done
}
expect_explained() {
    grep '"event":"explained"' recv.out | tail -1 >out
    last="the explanation of $1"
    expect_out_has "\"cause\":\"$1\""
    expect_out_has "$2"
    ! grep -q "$ticket" recv.out recv.err receiver/audit.jsonl || fail 'the ticket is shown'
}

ticket=$(ptkt-gen --store sender -u USER002 -a APPLI2I)
bad "$ticket"
explained 1
expect_explained mistyped-user 'made for user USER002, which is USER0002 mistyped (a character is left out)'
expect_out_has '"user":"USER0002","appl":"APPLI2I","reason":'
expect_out_has '"chance":'
ticket=$(ptkt-gen --store sender -u USER0002 -a APPLI2I --at -5h)
bad "$ticket"
explained 2
expect_explained time-zone "the maker's clock is 5 h"
ticket=$(ptkt-gen --store sender -u USER0001 -a APPLI2I)
bad "$ticket" USER0001
explained 3
expect_explained appl-denied '"chance":null'
bad "$ticket" USER0001
explained 4
expect_explained appl-denied 'the first use of the ticket was denied for this and used it up'
run racf-admin --store receiver audit --event explained
expect_equal "$(wc -l <out)" 4
expect_out_has 'made for user USER002'
run racf-admin --store receiver audit --event explained --field cause
expect_equal "$(tr '\n' ' ' <out)" 'mistyped-user time-zone appl-denied appl-denied '

# A thousand bad tickets a second, from many addresses, so that none is held back; and an honest sender. Each is
# a send-only message with acknowledgment, and so has to be answered. A bad ticket is not taken for a password
# here: comparing those has a limit of its own.
stop_receiver
start_receiver -m receiver.member --store receiver --no-passwords
sender_member member
cat >flood.py <<'PY'
import socket, sys, time
port, seconds, rate = int(sys.argv[1]), 3, 1000
names = "".join(f"{n:8}" for n in ("PART", "", "", "USER0002", "", "AAAAAAAA")).encode()
def message():
    return (b"\0\0\0\x61\0\x50\0\0*SAMPL1*\0\0\0\0\0\0\x10\0" + f"C{sent:07}".encode() + b"\0\x40\0K" +
            names + b"\0\x09\0\0HELLO\0\x04\0\0")
def hear(one):
    answer = one.recv(64)
    if b"*REQSTS*" not in answer:
        sys.exit(f"a bad ticket was answered with {answer}")
    one.close()
began, sent, open = time.monotonic(), 0, []
while time.monotonic() - began < seconds:
    due = min(int((time.monotonic() - began) * rate), seconds * rate)
    while sent < due:
        one = socket.socket()
        one.settimeout(20)
        one.bind((f"127.{sent // 250 % 250 + 1}.{sent % 250}.9", 0))
        one.connect(("127.0.0.1", port))
        one.sendall(message())
        open.append(one)
        sent += 1
        if len(open) > 10:
            hear(open.pop(0))
    time.sleep(0.002)
for one in open:
    hear(one)
print(sent, time.monotonic() - began)
PY
python3 flood.py "$port" >flooded 2>&1 &
flood=$!
for _ in 1 2 3; do
    echo line >line
    run imscon-send --store sender -m member -r ICON2 -t PART --next line
    expect_status 0
done
wait "$flood"
status=$?
cp flooded out
last='the flood'
expect_status 0
read -r sent took <flooded
stop_receiver
told=$(grep -c '"event":"explained"' recv.out)
most=$(python3 -c "print(int(20 + 2 * ($took + 5)))")
[ "$told" -gt 0 ] && [ "$told" -le "$most" ] || fail "$told explanations in $took seconds"
# The log keeps to a rate itself, so one of the lines that count the others may be missing.
left=$(sed -n 's/.* \([0-9]*\) refusals* not explained: too many at once.*/\1/p' recv.err | paste -sd+ | bc)
[ "$((told + left))" -le "$sent" ] && [ "$left" -gt "$((sent / 2))" ] || fail "$told told and $left left out of $sent"
