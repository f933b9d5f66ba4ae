#!/bin/bash
# The operator's view of a receiver: displays by the control socket, as text and as JSON, counters as
# a page and as a file, and the commands that change something.
. "$(dirname "$0")/lib.sh"
two_installations
ctl() { run imscon-recv ctl --control recv.ctl "$@"; }

start_receiver -m "$samples/HWSCFGR1" --store receiver --control recv.ctl --metrics recv.prom
expect_equal "$(stat -c %a recv.ctl)" 600
[ -s recv.prom ] || fail 'no file with counters from the start'
expect_equal "$(stat -c %a recv.prom)" 644

ctl VIEWHWS
expect_status 0
expect_out_has 'HWSC0001I HWS ID=HWSB'
expect_out_has 'RACF=Y PSWDMC=R'
expect_out_has 'HWSC0001I RACF APPL NAME=IMSBAPPL'
expect_out_has "HWSC0001I PORT=$port STATUS=ACTIVE"
expect_equal "$(grep -cv '^HWSC0001I ' out)" 0
ctl viewport "$port"
expect_out "HWSC0001I PORT=$port STATUS=ACTIVE
HWSC0001I TOTAL CLIENTS=0 RECV=0 CONN=0 XMIT=0 OTHER=0"
ctl VIEWPORT 1
expect_status 1
expect_err_has 'there is no port 1'
ctl --field datastore VIEWDS
expect_out IMSB
ctl VIEWHWS --json
expect_out_has '{"v":1,"event":"hws","hws":"HWSB","racf":true,'
ctl VIEWRMT
expect_status 0
expect_no_output
ctl STOPRMT HWSZ
expect_status 1
expect_err_has 'there is no RMTIMSCON HWSZ'
ctl STOPSCLN OTM00001
expect_status 1
ctl VIEWH
expect_status 64
ctl METRICS --json
expect_status 64

# A client that stays, as it is seen by the operator.
sender_member member 's/RESVSOC=2/RESVSOC=1/'
mkfifo lines
imscon-send -m member --store sender -r ICON2 -t PART lines >sent &
sender=$!
exec 8>lines
printf 'one\ntwo\n' >&8
for _ in $(seq 2000); do
    ctl VIEWPORT "$port" --json
    grep -q '"messages":2' out && break
done
expect_out_has '"messages":2'
expect_out_has '"user":"USER0002"'
expect_out_has '"tran":"PART"'
expect_out_has '"status":"RECV"'
ctl VIEWPORT "$port"
grep -qE '^HWSC0001I OTM[0-9A-F]{5} USER0002 PART     RECV +[0-9]+ +[0-9]+ 127\.000\.000\.001$' out ||
    fail 'the line of the client'
expect_out_has 'TOTAL CLIENTS=1 RECV=1 CONN=0 XMIT=0 OTHER=0'
exec 8>&-
wait "$sender"

ctl METRICS
expect_status 0
expect_out_has 'imscon_recv_messages_total{kind="SNDONLYA"} 2'
expect_out_has 'imscon_recv_answers_total{answer="csm"} 2'
expect_out_has 'imscon_recv_verify_seconds_count 1'
expect_out_has 'imscon_recv_verify_seconds_bucket{le="+Inf"} 1'

# A second receiver does not take the socket of the first.
run imscon-recv -m "$samples/HWSCFGR1" --store receiver --listen 127.0.0.1:0 --control recv.ctl
expect_status 75

ctl CLOSEHWS
expect_status 0
expect_out 'HWSC0001I HWSB ENDS'
await_receiver 0
[ ! -e recv.ctl ] || fail 'the socket is left'
grep -q '^imscon_recv_connections_total{outcome="' recv.prom || fail 'no counters at the end'
ctl VIEWHWS
expect_status 66

# A socket that a killed receiver has left is replaced; FORCE does not wait.
start_receiver -m "$samples/HWSCFGR1" --store receiver --control recv.ctl
kill -9 "$receiver"
wait "$receiver" 2>/dev/null
ctl VIEWHWS
expect_status 69
start_receiver -m "$samples/HWSCFGR1" --store receiver --control recv.ctl
ctl CLOSEHWS FORCE
expect_status 0
await_receiver 0
