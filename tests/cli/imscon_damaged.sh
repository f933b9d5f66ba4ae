#!/bin/bash
# A spool or journal that is damaged, and one that comes to another run of the system: nothing is lost
# without a word, nothing comes twice.
. "$(dirname "$0")/lib.sh"

sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >unchecked
racf-admin --store sender init
start_spooling() {
    start_receiver -m unchecked --spool spool --output text
    sender_member member '/APPL=APPLI2I,USERID/d'
    sed -i 's/^ APPL=APPLI2I,USERID=USER0002,$//' member
}
send() { imscon-send --store sender -m member "$@"; }
# flip FILE BYTE: its lowest bit.
flip() {
    local byte
    byte=$(od -An -tu1 -j "$2" -N 1 "$1")
    # shellcheck disable=SC2059  # an octal number
    printf "\\$(printf %o $((byte ^ 1)))" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}
# place_of FILE TEXT: the byte that the text begins at.
place_of() { grep -abo -F -- "$2" "$1" | head -1 | cut -d: -f1; }

# A flipped bit in the middle of a spool's journal is told, and nothing is touched.
start_spooling
seq -f 'message %g' 50 >lines
run send lines
expect_status 0
while [ "$(ls spool/new | wc -l)" -lt 50 ] && kill -0 "$receiver"; do :; done
kill -9 "$receiver"
wait "$receiver" 2>/dev/null
wait "$receiver_talk"
run imscon-recv spool check spool
expect_status 0
expect_out 'whole: 50 messages in the journal, 50 files in new'
flip spool/journal "$(place_of spool/journal 'message 20')"
cp -a spool before
run imscon-recv -m unchecked --spool spool --output text --listen 127.0.0.1:0
expect_status 78
expect_err_has 'spool/journal is damaged at byte '
expect_err_has 'imscon-recv spool check spool'
diff -r before spool >out || fail 'something was changed'
run imscon-recv spool check spool
expect_status 1
expect_out_has 'damaged: 49 messages in the journal, 50 files in new'
expect_out_has 'the journal is damaged: bytes '
if grep -q missing out; then fail 'a message that has its file is not lost'; fi
expect_equal "$(imscon-recv spool check spool --field state)" damaged
diff -r before spool >out || fail 'the check has changed something'

# What is known to be in new, or to have been there, is not made again. Where that is not known, all
# that is left is.
run imscon-recv spool recover spool --output text
expect_status 1
expect_out_has 'saved: 0 files that were not in new'
expect_equal "$(ls spool/new | wc -l)" 50
rm -r spool && cp -a before spool
rm spool/position spool/settled spool/new/*
run imscon-recv spool recover spool --output text --json
expect_status 1
expect_out_has '"saved":49'
expect_out_has '"missing_numbers":[{"from":'
expect_equal "$(cat spool/new/*.txt)" "$(grep -vx 'message 20' lines)"
cmp -s "$(sed 's/.*"kept":"\([^"]*\)".*/\1/' out)" before/journal || fail 'the evidence is gone'
run imscon-recv spool check spool
expect_status 0
start_spooling
printf 'one more\n' >extra
run send extra
expect_status 0
# A spool that is in use is left alone, and what is none is not made one.
for action in check recover; do
    run imscon-recv spool $action spool
    expect_status 75
    run imscon-recv spool $action nowhere
    expect_status 66
done
[ ! -e nowhere ] || fail 'a directory was made'
run imscon-recv spool mend spool
expect_status 64
stop_receiver
expect_equal "$(cat spool/new/*.txt | tail -1)" 'one more'

# A bit in any byte of what the sender's journal holds: refused, and not a message is sent.
rm -r spool
start_spooling
head -3 lines >few
run send --journal journal few
expect_status 0
end=$(($(grep -abo $'\xF1\xE2\xD3\xC6' journal | tail -1 | cut -d: -f1) + 4))
cp journal whole
step=$((end / ${PTKT_ROUNDS:-20} + 1))
for byte in $(seq 0 $step $((end - 1))); do
    cp whole journal
    flip journal "$byte"
    cp journal damaged
    run send --journal journal few
    expect_status 78
    expect_no_output
    expect_err_has 'journal is '
    cmp -s journal damaged || fail 'a damaged journal was changed'
done
stop_receiver
expect_equal "$(cat spool/new/*.txt)" "$(cat few)"

# Another run of the system after a clean stop: what was taken away does not come again. The system's
# name of the run is another one in a mount namespace.
echo 00000000-1111-2222-3333-444444444444 >boot_id
as_another_boot() {
    unshare --user --map-root-user --mount bash -c \
        'mount --bind boot_id /proc/sys/kernel/random/boot_id || exit 77; exec "$@"' - "$@"
}
if as_another_boot true 2>/dev/null; then
    start_spooling
    seq "${PTKT_ROUNDS:-20}" >lines
    run send lines
    expect_status 0
    stop_receiver
    rm spool/new/*
    as_another_boot timeout 2 imscon-recv -m unchecked --spool spool --output text --listen \
        127.0.0.1:0 >/dev/null 2>err
    expect_equal "$(ls spool/new)" ''
    run imscon-recv spool check spool
    expect_status 0
    expect_out 'whole: 0 messages in the journal, 0 files in new'
fi
