#!/bin/bash
# The operator's view of MSC links: VIEWMSC, STOPMSC and STARTMSC, STOPLINK, and the counters.
. "$(dirname "$0")/lib.sh"

msc_installations
start_receiver -m "$samples/HWSCFGR1" --store two
return_port=$port
stop_receiver

sed "s/PORT=9999/PORT=$return_port/" "$samples/HWSCFGM2" >m2
start_receiver -m m2 --store two --control two.ctl
sed "s/PORT=8888/PORT=$port/" "$samples/HWSCFGM1" >m1
link() { imscon-send link --store one --next MSC12 --listen "127.0.0.1:$return_port" -m m1 "$@"; }
ctl() { run imscon-recv ctl --control two.ctl "$@"; }
# begin: a link that stays, with one message answered.
mkfifo held
begin() {
    : >sent
    link held >sent 2>sent.err &
    sender=$!
    exec 8>held
    echo held >&8
    until grep -q '1	reply' sent; do read -rt 0.05 <> <(:); done
}
# ended WHY: the sender learns that its link was ended.
ended() {
    exec 8>&-
    wait "$sender"
    grep -qF "$1" recv.err || fail "expected in recv.err: $1"
}

ctl VIEWMSC
expect_status 0
expect_out 'HWSC0001I MSC=MSC21     STATUS=ACTIVE
HWSC0001I RMTPLKID=MSC12     RMTIMSCON=ICON1
HWSC0001I LCLIMS=IMS2  RMTIMS=IMS1
HWSC0001I GENIMSID=
HWSC0001I IMSPLEX MEMBER=HWS2  TMEMBER=PLEX2
HWSC0001I TOTAL LINKS=0'
begin
ctl VIEWMSC MSC21
grep -qE '^HWSC0001I MSC[0-9A-F]{5} MSC[0-9A-F]{5} ACTIVE +[0-9]+$' out || fail 'no line for the link'
expect_out_has 'HWSC0001I TOTAL LINKS=1'
ctl VIEWMSC MSC21 --json
expect_out_has '"lclplkid":"MSC21","active":true,"rmtplkid":"MSC12","lclims":["IMS2"],"rmtims":"IMS1"'
name=$(sed 's/.*"links":\[{"link":"\([^"]*\)".*/\1/' out)
ctl METRICS
expect_out_has 'imscon_recv_msc_links_open{lclplkid="MSC21"} 1'
expect_out_has 'imscon_recv_msc_links_total{lclplkid="MSC21"} 1'
expect_out_has 'imscon_recv_msc_messages_total{lclplkid="MSC21"} 1'

# One link of the physical link.
ctl STOPLINK "$name" MSC99
expect_status 1
expect_err_has "there is no link $name over MSC MSC99"
ctl STOPLINK "$name" MSC21
expect_status 0
expect_out "HWSF3310I MSC LOGICAL LINK $name OF MSC21 STOPPED"
ended 'MSC MSC21: link with IMS1 ended: it was stopped by the operator'
ctl VIEWMSC MSC21
expect_out_has 'HWSC0001I TOTAL LINKS=0'

# The physical link with all of them, until it is started again.
begin
ctl stopmsc msc21
expect_out 'HWSF3305I MSC PHYSICAL LINK MSC21 STOPPED'
ended 'MSC MSC21: link with IMS1 ended: MSC MSC21 was stopped by the operator'
ctl STOPMSC MSC21
expect_status 1
ctl VIEWMSC
expect_out_has 'HWSC0001I MSC=MSC21     STATUS=NOT ACTIVE'
echo hello >line
run link line
expect_status 1
expect_err_has 'refused the link: '
expect_err_has 'reason 76'
ctl STARTMSC MSC21 --json
expect_out '{"v":1,"event":"operator","command":"STARTMSC MSC21","id":"HWSC0001I","text":"MSC PHYSICAL LINK MSC21 STARTED"}'
ctl STARTMSC MSC21
expect_status 1
expect_err_has 'MSC MSC21 is not stopped'
run link line
expect_status 0
ctl STOPMSC NOSUCH
expect_status 1
expect_err_has 'there is no MSC NOSUCH'
ctl STOPLINK "$name"
expect_status 64
stop_receiver
grep -qF 'refused: link-stopped: MSC MSC21 was stopped by the operator' recv.err || fail 'why is not told'

# Trust in a link is taken back as in a client: by time, and when its user is revoked.
trust_ends() { # WHY OPTION...
    local why=$1
    shift
    start_receiver -m m2 --store two "$@"
    sed "s/PORT=8888/PORT=$port/" "$samples/HWSCFGM1" >m1
    begin
    [ "$1" = --trust-limit ] || racf-admin --store two 'ALTUSER ICONUSR1 REVOKE' >/dev/null
    until grep -q '"event":"trust-ended"' recv.out; do read -rt 0.05 <> <(:); done
    ended "MSC MSC21: link with IMS1 ended: trust has ended: $why"
    grep -q '"event":"trust-ended".*"user":"ICONUSR1","link":"MSC21","detail":"'"$why" recv.out ||
        fail 'the event does not say whose trust has ended'
    stop_receiver
}
trust_ends 'the time of --trust-limit is over' --trust-limit 3s
trust_ends 'user ICONUSR1 is revoked' --recheck-users 1s
racf-admin --store two 'ALTUSER ICONUSR1 RESUME' >/dev/null

# HOSTNAME of the return connection is looked up beside the work. Until its address is known, and
# when there is none, a link is refused.
host=$(hostname)
if getent ahosts "$host" >/dev/null && [ "${#host}" -le 30 ]; then
    sed "s/PORT=9999/PORT=$return_port/;s/HOSTNAME=LOCALHOST/HOSTNAME=${host^^}/" "$samples/HWSCFGM2" >m2
    start_receiver -m m2 --store two
    sed "s/PORT=8888/PORT=$port/" "$samples/HWSCFGM1" >m1
    run imscon-send link --store one --next MSC12 --listen "0.0.0.0:$return_port" -m m1 --retry 9 line
    expect_status 0
    expect_out_has '1	reply	HWS2 TOOK MESSAGE 1 OF MSC'
    stop_receiver
fi
sed "s/HOSTNAME=LOCALHOST/HOSTNAME=NO-SUCH-HOST.INVALID/" "$samples/HWSCFGM2" >m2
start_receiver -m m2 --store two
sed "s/PORT=8888/PORT=$port/" "$samples/HWSCFGM1" >m1
run link line
expect_status 1
expect_err_has 'refused the link: communication error'
stop_receiver
grep -qF 'refused: no-return-connection: RMTIMSCON ICON1: NO-SUCH-HOST.INVALID' recv.err ||
    fail 'why is not told'
