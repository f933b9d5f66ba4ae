#!/bin/bash
# imscon-send over an MSC link, as an ordinary client, and where it fetches output, while its standard
# output is closed, full, or no longer read: each message is done and told, or kept; and the status says
# that the work is not complete.
. "$(dirname "$0")/lib.sh"

# lost WAY COMMAND...: as in output_lost.sh, for the two ways that concern a stream of results, and a
# descriptor that is closed.
lost() {
    local way=$1
    shift
    # shellcheck disable=SC2034  # for fail
    last="$way: $*"
    case $way in
        read-one) "$@" 2>err > >(head -n 1 >first) ;;
        full) "$@" 2>err >/dev/full ;;
        closed) "$@" 2>err >&- ;;
    esac
    status=$?
}
ways='read-one full closed'
seq -f 'message %g' 1500 >lines

# expect_all_somewhere TAKEN: each line is among what the other side took, or in the file rest; a line
# whose result nobody got may be in both.
expect_all_somewhere() {
    sort -u "$1" rest >found 2>/dev/null
    expect_equal "$(sort lines | comm -23 - found | wc -l)" 0
    expect_equal "$(sort lines | comm -13 - found | wc -l)" 0
    [ -s rest ] || fail 'nothing was kept as unsent'
}

# An MSC link.
msc_installations
start_receiver -m "$samples/HWSCFGR1" --store two
return_port=$port
stop_receiver
sed "s/PORT=9999/PORT=$return_port/" "$samples/HWSCFGM2" >m2
for way in $ways; do
    start_receiver -m m2 --store two --output text
    sed "s/PORT=8888/PORT=$port/" "$samples/HWSCFGM1" >m1
    rm -f rest
    lost "$way" imscon-send link --store one --next MSC12 --listen "127.0.0.1:$return_port" -m m1 \
        --unsent rest lines
    expect_status 74
    expect_err_has 'nothing more is sent'
    stop_receiver
    expect_all_somewhere recv.out
done
lost closed imscon-send link --store one --next MSC12 --listen "127.0.0.1:$return_port" -m m1 lines
[ "$status" -ne 0 ] || fail 'sent without a place for results'

# An ordinary client, with replies.
two_installations 2>/dev/null
sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >unchecked
start_receiver -m unchecked --exec "tee -a $work/taken | tr a-z A-Z"
for way in $ways; do
    : >taken
    rm -f rest
    lost "$way" imscon-send client --to "127.0.0.1:$port" -t PART --unsent rest lines
    expect_status 74
    expect_err_has 'nothing more is sent'
    expect_all_somewhere taken
done

# Output that is fetched: what was not written out was not acknowledged, and is there for the next one.
# What a pipe holds counts as written out, so this pipe holds less than one line.
seq -f '%05000.0f' 60 >some
imscon-send client --to "127.0.0.1:$port" --mode send-only-ack -t PART --client-id CLIENT01 some >/dev/null
fetch() { imscon-send fetch --to "127.0.0.1:$port" --client-id CLIENT01 --timer 200ms "$@"; }
cat >read_one.py <<'EOF'
import fcntl, os
pipe = os.open('results', os.O_RDONLY)
fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 4096)
print('small', file=open('is_small', 'w'))
line = b''
while not line.endswith(b'\n'):
    line += os.read(pipe, 1)
os.write(1, line)
EOF
mkfifo results is_small
# The shell holds the pipe open until it is small.
exec 3<>results
timeout 60 python3 read_one.py >got 3>&- &
reader=$!
read -r _ <is_small
timeout 60 imscon-send fetch --to "127.0.0.1:$port" --client-id CLIENT01 --timer 200ms \
    >results 2>err 3>&- &
fetcher=$!
exec 3>&-
wait "$reader" || fail 'the reader got no line'
status=0
wait "$fetcher" || status=$?
# shellcheck disable=SC2034  # for fail
last='fetch whose reader has gone'
expect_status 74
for way in full closed; do
    lost "$way" fetch
    expect_status 74
done
run fetch
expect_status 0
cat out >>got
sed 's/^[0-9]*	output	//; s/ | .*//; s/ *$//' got >texts
# The one line that was read is there once: its acknowledgment may have come too late.
expect_equal "$(sort -u texts | comm -23 <(sort -u some) - | wc -l)" 0
run fetch
expect_no_output
stop_receiver
