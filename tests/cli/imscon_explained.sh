#!/bin/bash
# The receiver itself says why it refused a sign-on: in an event, a line and the audit log, with the chance.
# A flood of bad tickets is answered at once and explained at a rate; the honest notice nothing.
. "$(dirname "$0")/lib.sh"
needs python3

two_installations 2>/dev/null
start_receiver -m "$samples/HWSCFGR1" --store receiver
sender_member member

# bad TICKET [USER]: a send-only message for HWSSMPL1, in ASCII with an IRM of 80 bytes; waits for the answer.
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

# A thousand bad tickets a second, from many addresses, so that none is held back; and an honest sender. A bad
# ticket is no password here: comparing those has a limit of its own.
stop_receiver
start_receiver -m "$samples/HWSCFGR1" --store receiver --no-passwords
sender_member member
cat >flood.py <<'PY'
import socket, sys, time
port, seconds, rate = int(sys.argv[1]), 3, 1000
names = "".join(f"{n:8}" for n in ("PART", "", "", "USER0002", "", "AAAAAAAA")).encode()
message = (b"\0\0\0\x61\0\x50\0\0*SAMPL1*\0\0\0\0\0\0\x10\0C       \0\x40\0S" + names +
           b"\0\x09\0\0HELLO\0\x04\0\0")
began, sent, late = time.monotonic(), 0, []
while time.monotonic() - began < seconds:
    due = min(int((time.monotonic() - began) * rate), seconds * rate)
    while sent < due:
        s = socket.socket()
        s.settimeout(20)
        s.bind((f"127.{sent // 250 % 250 + 1}.{sent % 250}.9", 0))
        s.connect(("127.0.0.1", port))
        s.sendall(message)
        late.append(s)
        sent += 1
        if len(late) > 100:
            s = late.pop(0)
            if not s.recv(64):
                sys.exit("a bad ticket was not answered")
            s.close()
    time.sleep(0.002)
for s in late:
    if not s.recv(64):
        sys.exit("a bad ticket was not answered")
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
took=$(cut -d' ' -f2 flooded)
stop_receiver
told=$(grep -c '"event":"explained"' recv.out)
most=$(python3 -c "print(int(20 + 2 * ($took + 60)))")
[ "$told" -gt 0 ] && [ "$told" -le "$most" ] || fail "$told explanations in $took seconds"
grep -q 'refusals not explained: too many at once' recv.err || fail 'nothing says what is left out'
