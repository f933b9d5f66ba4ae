#!/bin/bash
# Strangers who present wrong tickets as fast as they can: their source is held back, what they make the
# receiver write goes by a rate, and the last of the disk is for those who sign on.
. "$(dirname "$0")/lib.sh"

if [ "${1:-}" != inside ]; then
    unshare --user --map-root-user --mount --net true 2>/dev/null || {
        echo "no namespace of its own can be made here: not tested"
        exit 77
    }
    cd / && rm -rf "$work" &&
        exec unshare --user --map-root-user --mount --net bash "$here/imscon_strangers.sh" inside
fi
mkdir disk
mount -t tmpfs -o size=2m tmpfs disk || exit 77
needs ip
ip link set lo up || exit 77

two_installations
mv receiver disk/receiver
tries=${PTKT_ROUNDS:-1300}

# A send-only message with a wrong ticket for HWSSMPL1, in ASCII with an IRM of 80 bytes.
wrong() {
    printf '\x00\x00\x00\x61\x00\x50\x00\x00*SAMPL1*\x00\x00\x00\x00\x00\x00\x10\x00%-8s\x00\x40\x00S' C
    printf '%-8s%-8s%-8s%-8s%-8s%-8s\x00\x09\x00\x00HELLO\x00\x04\x00\x00' PART '' '' USER0002 '' AAAAAAAA
}
# try: presents a wrong ticket, and waits for the first byte of the answer.
try() {
    exec {fd}<>"/dev/tcp/127.0.0.1/$port" || return
    wrong >&"$fd"
    IFS= read -r -d '' -t 20 <&"$fd"
    exec {fd}<&-
}
honest() { run imscon-send --store sender -m member -r ICON2 -t PART --next line; }
records() { grep -c '"decision":"rejected"' disk/receiver/audit.jsonl; }

# Without passwords nothing slows the strangers down.
start_receiver -m "$samples/HWSCFGR1" --store disk/receiver --no-passwords
sender_member member
echo one >line

# A burst is looked at, and then the source is held back for a while; nobody is locked out for good.
for _ in $(seq 60); do try; done
last='60 wrong tickets'
[ "$(records)" -ge 20 ] || fail "looked at $(records) only"
[ "$(records)" -le 50 ] || fail "looked at all: $(records)"
grep -q '"reason":"held-back"' recv.out || fail 'nobody was held back'
left=300
until honest && [ "$status" -eq 0 ]; do
    left=$((left - 1))
    [ $left -gt 0 ] || { fail 'the honest sender never got through'; break; }
    sleep 0.2
done

# From now on its address is known: all are looked at, but what they make us write keeps to a rate.
for _ in $(seq "$tries"); do try; done
last="$tries wrong tickets"
honest
expect_status 0
stop_receiver
written=$(records)
[ "$written" -ge 1000 ] || fail "only $written records of refusals"
[ "$written" -lt "$((tries + 20))" ] || fail "a record for each of $tries tries: $written"
grep -q '"event":"signon-left-out"' disk/receiver/audit.jsonl || fail 'nothing says what was left out'
[ "$(grep -c '"event":"refused"' recv.out)" -lt "$tries" ] || fail 'an event for each try'
grep -q '"event":"left-out"' recv.out || fail 'no event about those that were left out'
sum=$(sed -n 's/.*"event":"signon-left-out".*"count":\([0-9]*\).*/\1/p' disk/receiver/audit.jsonl |
    awk '{ sum += $1 } END { print sum }')
expect_equal "$((written + sum - tries > 0))" 1

# With little space left refusals leave no record, and those who sign on still do.
start_receiver -m "$samples/HWSCFGR1" --store disk/receiver
sender_member member
honest
expect_status 0
head -c $(($(df --output=avail -B1 disk | tail -1) - 90000)) /dev/zero >disk/rest
before=$(records)
for _ in $(seq 30); do try; done
expect_equal "$(records)" "$before"
honest
expect_status 0
stop_receiver
grep -q 'No space left' recv.err && fail 'the disk became full'
umount -l disk

