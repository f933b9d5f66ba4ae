#!/bin/bash
# What imscon-send reads and says, and what imscon-recv writes.
. "$(dirname "$0")/lib.sh"

two_installations
send() { imscon-send --store sender "$@"; }

# Raw output is raw input: two messages, one of two segments, byte by byte.
printf '\0\010\0\0ABCD\0\005\0\0\377\0\04\0\0\0\07\0\0XYZ\0\04\0\0' >raw
start_receiver -m "$samples/HWSCFGR1" --store receiver --output raw
sender_member member
run send -m member --format raw raw
expect_status 0
expect_out '1	ack	
2	ack	'
stop_receiver
cmp -s raw recv.out || fail 'raw output is not the raw input'

# ndjson of the receiver is ndjson for the sender; its events are passed over.
printf '%s\n' '{"tran":"PART","data":"one","lterm":"LT1"}' \
    '{"segments":["a","b\u00e9"],"data":"ignored"}' >ndjson
for page in cp1047 cp037 ascii; do
    edit=$page
    [ "$page" = ascii ] && edit=cp1047
    start_receiver -m "$samples/HWSCFGR1" --store receiver --encoding "$edit"
    sender_member member
    run send -m member --format ndjson -e "$page" ndjson
    expect_status 0
    stop_receiver
    cp recv.out first
    start_receiver -m "$samples/HWSCFGR1" --store receiver --encoding "$edit"
    sender_member member
    run send -m member --format ndjson -e "$page" first
    expect_status 0
    stop_receiver
    facts() { sed -n 's/.*"tran":/"tran":/p' "$1"; }
    expect_equal "$(facts recv.out)" "$(facts first)"
    expect_equal "$(facts first)" \
        '"tran":"PART","lterm":"LT1","data":"one","encoding":"'"$page"'","segments":["one"],"message_user":"USER0002","group":""}
"tran":"","lterm":"","data":"abé","encoding":"'"$page"'","segments":["a","bé"],"message_user":"USER0002","group":""}'
done

# Text output keeps a message on its lines; --field prints one fact of each message.
start_receiver -m "$samples/HWSCFGR1" --store receiver --output text
sender_member member
printf '%s\n' '{"data":"tab\there \\ line\nend","tran":"T"}' >ndjson
run send -m member --format ndjson ndjson
stop_receiver
expect_equal "$(cat recv.out)" 'tab\x09here \\ line\nend'
start_receiver -m "$samples/HWSCFGR1" --store receiver --field data
sender_member member
printf 'one\n' >one
run send -m member one
stop_receiver
expect_equal "$(cat recv.out)" one
run imscon-recv -m "$samples/HWSCFGR1" --field nosuch
expect_status 64
expect_err_has 'the fields are: v event time peer client_id'

# Lines that are no messages are told with their place; the others go.
start_receiver -m "$samples/HWSCFGR1" --store receiver --output text
sender_member member
printf '%s\n' '{"data":"one"}' '{"data":' '{"dato":"x"}' '' '[1]' '{"data":"\u20ac"}' \
    '{"tran":"lower","data":"x"}' '{"data":""}' '{"data":"two"}' >ndjson
run send -m member --format ndjson --unsent rest ndjson
expect_status 65
expect_equal "$(cut -f 1,2 out | tr '\t\n' '  ')" \
    '1 ack 2 unsent 3 unsent 4 unsent 5 unsent 6 unsent 7 unsent 8 ack '
expect_err_has "ndjson:2: column "
expect_err_has "ndjson:3: unknown member 'dato'"
expect_err_has 'ndjson:5: not a JSON object'
expect_err_has "ndjson:7: tran 'lower'"
expect_equal "$(wc -l <rest)" 6
printf 'fine\nno \342\202\254 here\nfine too\n' >lines
run send -m member lines
expect_status 65
expect_out_has '2	unsent	lines:2: '
expect_out_has '3	ack	'
head -c 100 /dev/zero >torn
run send -m member --format raw torn
expect_status 65
expect_out_has "torn: byte 0: no segment LL ZZ data, and no X'00040000'"
# What a member has in columns 73 to 80 is not read. That is said with -q too, unless it numbers records.
awk 'NR == 1 { $0 = sprintf("%-72sPORT=1", $0) } NR == 2 { $0 = sprintf("%-72sSEND0002", $0) } { print }' \
    member >columns
run send -q -m columns lines
expect_err_has "warning: columns:1:73: columns 73 to 80 are not read: 'PORT=1'"
expect_equal "$(grep -c 'warning: ' err)" 1
run send -m columns lines
expect_equal "$(grep 'columns:2:73' err)" "imscon-send: columns:2:73: columns 73 to 80 are not read: 'SEND0002'"
expect_equal "$(grep -c SEND0002 err)" 1
# A member that was transferred badly is known for it.
(printf '\357\273\277' && cat member) >marked
run send -m marked lines
expect_err_has 'marked:1: a byte order mark of UTF-8 is passed over'
awk '{ printf "%-80s", $0 }' member >joined
run send -m joined lines
expect_status 78
expect_err_has 'are in one line: the line ends were lost'
expect_equal "$(grep -c 'error: ' err)" 1
run send -m member --unsent lines lines
expect_status 64
run send -m member -t toolongname lines
expect_status 64
run send -m member -r NOSUCH lines
expect_status 78
expect_err_has 'has no RMTIMSCON with ID=NOSUCH'
expect_err_has 'hint: the member has ICON2'
run send -m "$samples/HWSCFGM1" lines
expect_status 78
expect_err_has 'RMTIMSCON ICON2 serves an MSC link'
run send -m member </dev/null
expect_status 0
expect_no_output

# A result comes when there is one, not when the next message does.
mkfifo messages results
send -m member <messages >results &
exec 6>messages 7<results
echo one >&6
IFS= read -r -t 20 line <&7
expect_equal "$line" '1	ack	'
exec 6>&- 7<&-
stop_receiver

# Several sockets: the order of results is that of the messages, each socket has its own ticket.
start_receiver -m "$samples/HWSCFGR1" --store receiver --output text
sender_member member
seq 50 >fifty
run send -m member --sockets 3 --ordered --at -10s fifty
expect_status 0
expect_equal "$(cut -f 1 out)" "$(seq 50)"
expect_equal "$(sort -n recv.out)" "$(seq 50)"
stop_receiver
expect_equal "$(grep -c 'trusted as USER0002' recv.err)" 3

# Without PERSISTENT=Y each message has a connection and a ticket of its own, and a warning.
racf-admin --store receiver RALTER PTKTDATA APPLI2I.USER0002 NOAPPLDATA >/dev/null
racf-admin --store receiver 'SETROPTS RACLIST(PTKTDATA) REFRESH' >/dev/null
start_receiver -m "$samples/HWSCFGR1" --store receiver --output text
sender_member member 's/PERSISTENT=Y,AUTOCONN=Y/PERSISTENT=N,AUTOCONN=N/;s/RESVSOC=2,//'
seq 3 >three
run send -m member --at -10s three
expect_status 0
expect_err_has 'warning: member:8:2: PassTickets on a connection that is not persistent'
expect_equal "$(grep -c 'warning: ' err)" 1
# A ticket for each message, on one connection; and two of them need two seconds.
sender_member member s/AUTOCONN=Y/AUTOCONN=N/
seq 2 >two
run send -m member --ticket-per-message -v two
expect_status 0
expect_equal "$(grep -o 'made for [^,]*' err | sort -u | wc -l)" 2
stop_receiver
expect_equal "$(grep -c 'trusted as USER0002' recv.err)" 4
