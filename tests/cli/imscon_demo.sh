#!/bin/bash
# The demo: what it shows is what it runs, it runs the programs beside it, it says when something does
# not hold, and it leaves nothing behind.
. "$(dirname "$0")/lib.sh"

mkdir temporary
export TMPDIR=$work/temporary
expect_nothing_left() { expect_equal "$(ls -A temporary)" ''; }

# Settings of one's own change nothing.
export PTKT_STORE=$work/nowhere PTKT_IMSCON_RECV_OUTPUT=raw PTKT_JSON=1 PTKT_IMSCON_RECV_FIELD=user
run imscon-recv demo
expect_status 0
expect_silence
expect_nothing_left
expect_out_has '$ racf-admin --store receiver init'
expect_out_has "> PERMIT APPLI2I CLASS(APPL) ID(USER0002) ACCESS(READ)"
expect_out_has '"trusted":true'
expect_out_has 'refused: appl-denied'
expect_out_has 'rejected: expired: made 15 min'
expect_out_has 'imscon-recv demo --keep'
# The key is never seen: 128 hexadecimal digits.
! grep -qE '[0-9A-Fa-f]{32}' out || fail 'there is something like a key'
unset PTKT_STORE PTKT_IMSCON_RECV_OUTPUT PTKT_JSON PTKT_IMSCON_RECV_FIELD

# What is shown are commands: typed again they do the same.
sed -n 's/^[$>] //p' out >typed
expect_equal "$(grep -c . typed)" "$(grep -c '^[$>] ' out)"
mkdir again
(cd again && sed -n '/^umask/,/RLIST APPL/p' ../typed >script && sh -e script >../out 2>../err)
status=$?
expect_status 0
expect_out_has 'USER0002'

run imscon-recv demo --quiet
expect_status 0
! grep -q '^--- [A-Z]' out || fail 'a quiet demo talks'

# --keep: the commands that it prints work.
run imscon-recv demo --keep
expect_status 0
directory=$(sed -n 's/^cd //p' out)
expect_equal "$(stat -c %a "$directory")" 700
cp out kept
sed -n '/^cd /p; /^PATH=/p' kept >scene
# shellcheck disable=SC1091  # the demo wrote it
. ./scene
eval "exec $(grep '^imscon-recv --store' "$work/kept") --ready-file ready" >served 2>&1 &
receiver=$!
mkfifo "$work/never"
until [ -s ready ]; do
    kill -0 "$receiver" 2>/dev/null || { fail "no receiver: $(cat served)"; break; }
    read -r -t 0.02 _ <>"$work/never" || true
done
# Not in the second of the ticket that the demo has used.
ptkt-gen --next --store sender -u USER0002 -a APPLI2I >"$work/ticket"
run sh -c "$(grep '^echo hello' "$work/kept")"
expect_status 0
expect_out_has 'HELLO'
kill "$receiver"
wait "$receiver"
cd "$work" || exit 70
sh -c "$(grep '^rm -r' kept)"
expect_nothing_left

# The programs beside it count, not those of the PATH.
mkdir beside
cp "$(command -v imscon-recv)" beside/
for program in racf-admin ptkt-gen ptkt-verify; do ln -s "$(command -v $program)" beside/; done
printf '#!/bin/sh\necho "1	ack	"\n' >beside/imscon-send
chmod +x beside/imscon-send
run beside/imscon-recv demo
expect_status 1
expect_err_has '| imscon-send --store sender'
expect_err_has 'is not in its output'
expect_nothing_left

# Told to stop in the middle, it ends the receiver and removes what is there.
mkfifo reached
printf '#!/bin/sh\ncat ready >"%s/reached"\nread -r _ <"%s/never"\n' "$work" "$work" >beside/imscon-send
beside/imscon-recv demo >out 2>err &
demo=$!
read -r address <reached
kill -TERM "$demo"
last='a demo that is told to stop'
wait "$demo"
status=$?
expect_status 1
expect_err_has 'stopped by a signal'
expect_nothing_left
! (exec 3<>"/dev/tcp/${address/://}") 2>/dev/null || fail 'the receiver is still there'

run env TMPDIR="$work/nowhere" imscon-recv demo
expect_status 73
expect_err_has "$work/nowhere"
run imscon-recv demo --json
expect_status 64
