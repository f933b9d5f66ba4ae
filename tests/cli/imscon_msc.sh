#!/bin/bash
# An MSC link between two IMS Connects: each signs on at the other with its own APPL and USERID, and
# each verifies the other by its own store. The RACF commands are those of the text, for both ways.
. "$(dirname "$0")/lib.sh"

# racf STORE COMMAND: and the copies that checks read are made anew.
racf() {
    printf '%s\n' "$2" 'SETROPTS RACLIST(PTKTDATA) REFRESH' 'SETROPTS RACLIST(APPL) REFRESH' |
        racf-admin --store "$1" >/dev/null
}
msc_installations

# A port that nobody has now, for the return connection: the other side's member must name it.
start_receiver -m "$samples/HWSCFGR1" --store two
return_port=$port
stop_receiver

# start_partner [SED-EDIT...]: HWS2, whose member leads back to the port.
start_partner() {
    sed "s/PORT=9999/PORT=$return_port/" "$samples/HWSCFGM2" >m2
    for edit in "$@"; do sed -i "$edit" m2; done
    start_receiver -m m2 --store two
    sed "s/PORT=8888/PORT=$port/" "$samples/HWSCFGM1" >m1
}
link() { imscon-send link --store one --next MSC12 --listen "127.0.0.1:$return_port" "$@"; }

# Transactions out, replies back on the return connection.
start_partner
printf 'first\nsecond\nthird\n' >lines
run link -m m1 -t PART -v lines
expect_status 0
expect_equal "$(grep -c '	ack	$' out)" 3
expect_equal "$(sed -n 's/^\([0-9]*\)	reply	HWS2 TOOK MESSAGE \([0-9]*\) OF MSC[0-9A-F]*$/\1 \2/p' out)" '1 1
2 2
3 3'
expect_err_has 'return connection trusted as ICONUSR2 for ICON1APL'
expect_err_has 'MSC MSC12: link with IMS2 started as MSC'
run link -m m1 --json --field data lines
expect_equal "$(grep -c TOOK out)" 3
stop_receiver
expect_equal "$(grep -c '"event":"verified".*"user":"ICONUSR1","appl":"ICON2APL","link":"MSC21"' recv.out)" 2
expect_equal "$(grep -c '"event":"link-started"' recv.out)" 2
grep -q '"user":"ICONUSR1","appl":"ICON2APL","trusted":true,"datastore":"IMS2","tran":"PART","lterm":"","data":"second"' recv.out ||
    fail 'no record of the second message'
grep -q 'MSC MSC21: link with IMS1 ended$' recv.err || fail 'the link did not end in order'
# The end of each connection that messages came by says how many.
expect_equal "$(grep '"event":"closed"' recv.out | grep -c '"messages":3')" 2

# refused_out DETAIL REASON: the first way is refused; each end says so in its words.
refused_out() {
    expect_status 1
    expect_err_has "refused the link: $1"
    expect_out_has '1	unsent	127.0.0.1:'
    expect_equal "$(grep -c unsent out)" 3
    stop_receiver
    grep -qF "refused: $2: " recv.err || fail "expected in recv.err: $2"
}
# refused_back DETAIL-AT-ONE DETAIL-AT-TWO: the return way is refused by HWS1.
refused_back() {
    expect_status 1
    expect_err_has "refused: $1"
    expect_out_has '1	unsent	the return connection was refused: '
    stop_receiver
    grep -qF "refused the return connection: $2" recv.err || fail "expected in recv.err: $2"
    grep -qF 'refused: no-return-connection: ' recv.err || fail 'the link was not refused'
}
security='security violation (rc 8, reason 40)'

# The way out: another application, another user, no key, another key.
start_partner
sed -i 's/USERID=ICONUSR1/USERID=NOBODY/' m1
run link -m m1 lines
refused_out "$security: user not defined, RACF X'04' (4)" user-unknown
start_partner
racf two 'PE ICON2APL CLASS(APPL) ID(ICONUSR1) DELETE'
run link -m m1 lines
refused_out "$security: not authorized to the application, RACF X'34' (52)" appl-denied
racf two 'PE ICON2APL CLASS(APPL) ID(ICONUSR1) ACCESS(READ)'
start_partner
sed -i 's/APPL=ICON2APL/APPL=ICON1APL/' m1
run link -m m1 lines
refused_out "$security: not authorized to the application, RACF X'34' (52)" appl-denied
start_partner
racf two 'RDELETE PTKTDATA ICON2APL'
run link -m m1 lines
refused_out "$security: password or PassTicket not valid, RACF X'08' (8)" no-profile
racf two 'RDEF PTKTDATA ICON2APL SSIGNON(KEYMASKED(E001193519561977))'
start_partner
sed -i 's/,$/,/; s/ APPL=ICON2APL,USERID=ICONUSR1,/ /' m1
run link -m m1 lines
refused_out 'no password (rc 8, reason 53)' no-ticket

# The way back, in the same ways.
start_partner s/USERID=ICONUSR2/USERID=NOBODY/
run link -m m1 lines
refused_back 'user-unknown: user NOBODY, application ICON1APL' \
    "$security: user not defined, RACF X'04' (4)"
start_partner s/APPL=ICON1APL/APPL=ICON2APL/
run link -m m1 lines
refused_back 'appl-denied: user ICONUSR2, application ICON2APL' \
    "$security: not authorized to the application, RACF X'34' (52)"
start_partner
racf one 'RDELETE PTKTDATA ICON1APL'
run link -m m1 lines
refused_back 'no-profile: ' "$security: password or PassTicket not valid, RACF X'08' (8)"
racf one 'RDEF PTKTDATA ICON1APL SSIGNON(KEYMASKED(1234567890ABCDEF))'
start_partner 's/ APPL=ICON1APL,USERID=ICONUSR2,/ /'
run link -m m1 lines
refused_back 'no-ticket: ' 'no password (rc 8, reason 53)'

# HWS2 has no key for its ticket: it says so, and the link is refused.
start_partner
racf two 'RDELETE PTKTDATA ICON1APL'
run link -m m1 lines
expect_status 1
expect_err_has 'security call failed, see the console (rc 8, reason 78)'
stop_receiver
grep -q 'refused: no-ticket: no PassTicket for RMTIMSCON ICON1: ' recv.err || fail 'no word of it'
racf two 'RDEF PTKTDATA ICON1APL SSIGNON(KEYMASKED(1234567890ABCDEF))'

# Nobody listens for the return connection.
start_partner
run imscon-send link --store one --next MSC12 --listen 127.0.0.1:0 -m m1 lines
expect_status 1
stop_receiver
grep -q 'refused: no-return-connection: no connection to 127.0.0.1:' recv.err || fail 'no word of it'

# Definitions that are no mirrors.
start_partner
sed -i 's/LCLPLKID=MSC12/LCLPLKID=MSC13/' m1
run imscon-send link --store one --next MSC13 --listen "127.0.0.1:$return_port" -m m1 lines
expect_status 1
stop_receiver
grep -qF "refused: link-mismatch: MSC MSC21 has RMTPLKID=MSC12, but the other side's LCLPLKID is MSC13" recv.err ||
    fail 'the mismatch is not told'

# A generic IMS ID: the partner answers for its group.
start_partner 's/^ IMSPLEX/ GENIMSID=GENIMS,IMSPLEX/'
sed -i 's/RMTIMS=IMS2/RMTIMS=GENIMS/' m1
run link -m m1 lines
expect_status 0
stop_receiver

# RACF=N on one side: it checks nothing, and says so.
start_partner
sed -i 's/RACF=Y/RACF=N/' m1
run link -m m1 lines
expect_status 0
expect_err_has 'the return connection is not checked, since RACF=N'
stop_receiver

# The operator of HWS2 sees the return connection, ends it by its client ID, and then lets no other
# begin until he starts the RMTIMSCON again.
mkfifo held
ctl() { run imscon-recv ctl --control two.ctl "$@"; }
sed "s/PORT=9999/PORT=$return_port/" "$samples/HWSCFGM2" >m2
start_receiver -m m2 --store two --control two.ctl
sed "s/PORT=8888/PORT=$port/" "$samples/HWSCFGM1" >m1
link -m m1 --retry 0 held >sent 2>sent.err &
sender=$!
exec 8>held
echo held >&8
until grep -q '1	reply' sent; do read -rt 0.05 <> <(:); done
ctl VIEWRMT ICON1
grep -qE '^HWSC0001I MSC[0-9A-F]{5} MSC21    (CONN|RECV) +[0-9]+ +[0-9]+$' out ||
    fail 'no line for the send client'
expect_out_has 'HWSC0001I RESVSOC=2  NUMSOC=1'
ctl VIEWRMT ICON1 --json
expect_out_has '"msc":true,"user":"ICONUSR2"'
ctl STOPSCLN "$(sed 's/.*"client_list":\[{"client_id":"\([^"]*\)".*/\1/' out)"
expect_status 0
ctl VIEWRMT ICON1
expect_out_has 'TOTAL SENDCLNTS=0 '
exec 8>&-
wait "$sender"
ctl STOPRMT icon1
expect_out 'HWST3505I CONNECTION TO REMOTE IMS CONNECT ICON1 STOPPED'
ctl VIEWRMT
expect_out_has 'RMTIMSCON=ICON1     STATUS=NOT ACTIVE'
run link -m m1 --retry 0 lines
expect_status 1
ctl STARTRMT ICON1
expect_out 'HWST3500I CONNECTION TO REMOTE IMS CONNECT ICON1 RESTARTED'
ctl STARTRMT ICON1
expect_status 1
run link -m m1 lines
expect_status 0
stop_receiver
grep -qF 'RMTIMSCON ICON1 was stopped by the operator' recv.err || fail 'why is not told'

# A partner that goes away and comes back: the link is started again, and each message is taken once.
mkfifo slow
start_partner
partner_port=$port
link -m m1 --retry 9 slow >out 2>link.err &
sender=$!
exec 8>slow
echo before >&8
until grep -q '1	reply' out; do read -rt 0.05 <> <(:); done
stop_receiver
mv recv.out recv.before
start_receiver -m m2 --store two --listen "127.0.0.1:$partner_port" 8>&- # which else would keep the sender waiting for its input
echo after >&8
exec 8>&-
wait "$sender"
status=$?
cp link.err err # the other side's end had put its own there
last='a sender whose partner was restarted'
expect_err_has 'starting the link again in '
expect_err_has 'the other side has forgotten this link'
expect_status 0
expect_equal "$(grep -c ack out)" 2
expect_equal "$(grep -c reply out)" 2
stop_receiver
expect_equal "$(grep -c '"data":"before"' recv.before)" 1
expect_equal "$(grep -c '"data":"before"' recv.out)" 0
expect_equal "$(grep -c '"data":"after"' recv.out)" 1

# What cannot be asked for.
run link -m m1 -r ICON2 lines
expect_status 64
run imscon-send link -m m1 NOSUCH lines
expect_status 78
expect_err_has 'the member has MSC12'
run imscon-send -m m1 --listen 127.0.0.1:0 lines
expect_status 64
expect_err_has "hint: did you mean 'imscon-send link'?"
run imscon-send link -m m1
expect_status 64
expect_err_has 'LCLPLKID is missing'
run imscon-send link MSC12 lines
expect_status 64
expect_err_has 'give a member (-m)'
