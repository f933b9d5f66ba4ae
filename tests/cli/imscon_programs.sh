#!/bin/bash
# imscon-recv with programs that reply: what clients and IMS Connect say to each other, byte by byte.
. "$(dirname "$0")/lib.sh"

sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >member

# request CLIENT F4 'F5 TIMER SOCT F1 F2 F3' [TEXT]: a message for HWSSMPL1 in ASCII with an IRM of
# 80 bytes, as printf reads it.
request() {
    local client=$1 f4=$2 text=${4-} total=88 segment='' f5 timer soct f1 f2 f3
    read -r f5 timer soct f1 f2 f3 <<<"$3"
    [ -n "$text" ] && total=$((total + 4 + ${#text})) &&
        segment=$(printf '\\x00\\x%02x\\x00\\x00%s' $((4 + ${#text})) "$text")
    printf '\\x00\\x00\\x00\\x%02x\\x00\\x50\\x00\\x00*SAMPL1*\\x00\\x00\\x00\\x00' $total
    printf '\\x%s\\x%s\\x%s\\x00%-8s\\x%s\\x%s\\x%s%s' "$f5" "$timer" "$soct" "$client" "$f1" "$f2" "$f3" "$f4"
    printf '%-8s%40s%s\\x00\\x04\\x00\\x00' PART '' "$segment"
}
connect() { exec {fd}<>"/dev/tcp/127.0.0.1/$port"; }
disconnect() { exec {fd}<&- {fd}>&-; }
say() { printf '%b' "$(request "$@")" >&"$fd"; }
hex() { od -An -v -tx1 | tr -d ' \n'; }
# expect_answer HEX: the next answer behind its LLLL.
expect_answer() {
    local length
    length=$(timeout 20 head -c 4 <&"$fd" | hex)
    last="the answer on $fd"
    expect_equal "$(timeout 20 head -c $((16#${length:-4} - 4)) <&"$fd" | hex)" "$1"
}
expect_end() { expect_equal "$(timeout 20 cat <&"$fd" | hex)" ''; }
segment() { printf '%04x0000%s' $((4 + ${#1})) "$(printf '%s' "$1" | hex)"; }
csm() { printf '000c%s032a43534d4f4b592a' "$1"; }
rsm() { printf '0014%s002a5245515354532a%08x%08x' "${3:-00}" "$1" "$2"; }
# A fence: when the ping is answered, what was sent before it is done.
expect_ping() {
    say CLIENT01 ' ' '00 00 10 00 20 00' 'PING IMS_CONNECT'
    expect_answer "001d0100$(printf 'HWSC0030I *PING RESPONSE*' | hex)000c10032a43534d4f4b592a"
}

start_receiver -m member --exec 'tr a-z A-Z; echo "$IMS_TRAN $IMS_CLIENT_ID $IMS_COMMIT_MODE"'
connect
# Commit mode 1, no confirmation: data and CSM; with it an ACK, which commits.
say CLIENT01 ' ' '00 00 10 00 20 00' 'PART hello'
expect_answer "$(segment HELLO)$(segment 'PART CLIENT01 1')$(csm 10)"
say CLIENT01 ' ' '00 00 10 00 20 01' 'PART hello'
expect_answer "$(segment HELLO)$(segment 'PART CLIENT01 1')$(csm 30)"
say CLIENT01 A '00 00 10 00 20 01'
expect_answer "$(rsm 0 97)"
# Commit mode 0; after the ACK the client waits for its timer, X'05' is 50 ms.
say CLIENT01 ' ' '00 00 10 00 40 01' 'PART zero'
expect_answer "$(segment ZERO)$(segment 'PART CLIENT01 0')$(csm 30)"
say CLIENT01 A '00 05 10 00 40 01'
expect_answer "$(rsm 40 5)"
# The ACK with NOWAIT and X'E9' of a real client has no answer.
say CLIENT01 ' ' '00 00 10 00 40 01' 'PART zero'
expect_answer "$(segment ZERO)$(segment 'PART CLIENT01 0')$(csm 30)"
say CLIENT01 A '00 e9 10 02 40 01'
expect_ping
# Output of send-only messages waits on the tpipe for RESUME TPIPE.
say CLIENT01 S '00 00 10 00 40 01' 'PART one'
say CLIENT01 K '00 00 10 00 40 01' 'PART two'
expect_answer "$(csm 90)"
say CLIENT01 R '02 05 10 00 40 00'
expect_answer "$(segment ONE)$(segment 'PART CLIENT01 0')$(csm b0)"
say CLIENT01 A '00 05 10 00 40 00'
expect_answer "$(segment TWO)$(segment 'PART CLIENT01 0')$(csm 30)"
say CLIENT01 A '00 05 10 00 40 00'
expect_answer "$(rsm 40 5)"
# A client that goes before it has acknowledged finds the output when it comes back.
say CLIENT01 ' ' '00 00 10 00 40 01' 'PART kept'
expect_answer "$(segment KEPT)$(segment 'PART CLIENT01 0')$(csm 30)"
disconnect
connect
say CLIENT01 R '01 00 10 00 40 80'
expect_answer "$(segment KEPT)$(segment 'PART CLIENT01 0')$(csm 30)"
say CLIENT01 A '00 e9 10 00 40 00'
expect_ping
# One who waits without limit, and is cancelled by another connection.
say CLIENT01 R '10 ff 10 00 40 00'
waiting=$fd
connect
say CLIENT01 C '00 00 10 00 40 00'
expect_answer "$(rsm 8 59)"
expect_end
disconnect
fd=$waiting
expect_answer "$(rsm 40 255)"
# On a transaction socket the answer is the end.
say CLIENT01 ' ' '00 00 00 00 20 00' 'PART bye'
expect_answer "$(segment BYE)$(segment 'PART CLIENT01 1')$(csm 10)"
expect_end
disconnect
# A code alone makes no data: an empty reply is no reply, and no abend.
connect
say CLIENT01 ' ' '00 00 10 00 20 00' 'PART'
expect_answer "$(segment 'PART CLIENT01 1')$(csm 10)"
disconnect
# MOD name and client id, where they are asked for.
connect
say '' ' ' '00 00 10 c0 20 00' 'PART x'
length=$(timeout 20 head -c 4 <&"$fd" | hex)
answer=$(timeout 20 head -c $((16#$length - 4)) <&"$fd" | tr '\0' .)
case $answer in *'*REQMOD*'*'*GENCID*CLT'*) ;; *) fail 'expected RMM and CID' ;; esac
disconnect
# An ACK of another client than the one that it was asked of is none.
connect
say CLIENT03 ' ' '00 00 10 00 20 01' 'PART x'
expect_answer "$(segment X)$(segment 'PART CLIENT03 1')$(csm 30)"
say CLIENT04 A '00 00 10 00 20 01'
expect_answer "$(rsm 8 36)"
expect_end
disconnect
stop_receiver

# A program that fails, one that takes too long, one that does not reply, one that is no program.
start_receiver -m member --time-limit 1s --parallel 2 \
    --exec 'case $IMS_CLIENT_ID in FAIL) exit 3 ;; SLOW) sleep 60 ;; NONE) ;; BAD) echo "\\q" ;; esac'
for case in 'FAIL exit status 3' 'SLOW not done after 1 s' \
    'BAD its reply has an escape other than \n, \\ and \xNN'; do
    connect
    say "${case%% *}" ' ' '00 00 10 00 20 00' 'PART x'
    expect_answer "$(rsm 12 98)"
    expect_end
    disconnect
    connect
    say "${case%% *}" ' ' '00 00 10 00 40 01' 'PART x'
    expect_answer "$(segment "DFS555I TRAN PART     ABEND; ${case#* }")$(csm 30)"
    disconnect
    connect
    say "${case%% *}" K '00 00 10 00 40 01' 'PART x'
    expect_answer "$(rsm 12 98)"
    disconnect
    # Neither SENDONLY nor SNDONLYE is told of what goes wrong in IMS.
    connect
    say "${case%% *}" S '00 00 10 00 40 01' 'PART x'
    say "${case%% *}" J '00 00 10 00 40 01' 'PART x'
    expect_ping
    disconnect
done
connect
say NONE ' ' '00 00 10 00 20 00' 'PART x'
expect_answer "$(segment 'DFS2082I RESPONSE MODE TRANSACTION TERMINATED WITHOUT REPLY MESSAGE')$(csm 10)"
disconnect
stop_receiver
grep -q 'a transaction has failed: not done after 1 s' recv.err || fail 'no word of the time limit'

# A co-process: replies in any order, output of its own accord, an error, its end and a new start.
cat >program <<'PROGRAM'
while IFS= read -r line; do
    id=${line#*\"id\":}
    id=${id%%,*}
    case $line in
        *first*) first=$id && echo it is here >seen ;;
        *second*) printf '{"id":%s,"data":"two"}\n{"id":%s,"segments":["one","more"],"mod":"MODA"}\n' "$id" "$first" ;;
        *async*) printf '{"tpipe":"CLIENT02","data":"news"}\nnonsense\n{"id":%s}\n' "$id" ;;
        *wrong*) printf '{"id":%s,"error":"no such part"}\n' "$id" ;;
        *quit*) exit 0 ;;
    esac
done
PROGRAM
mkfifo seen
start_receiver -m member --coprocess 'sh program'
connect
one=$fd
connect
two=$fd
fd=$one
say CLIENT01 ' ' '00 00 10 80 20 00' 'PART first'
read -r _ <seen
fd=$two
say CLIENT02 ' ' '00 00 10 00 20 00' 'PART second'
expect_answer "$(segment two)$(csm 10)"
fd=$one
expect_answer "00140000$(printf '*REQMOD*MODA    ' | hex)$(segment one)$(segment more)$(csm 10)"
fd=$two
say CLIENT02 R '02 ff 10 00 40 00'
fd=$one
say CLIENT01 K '00 00 10 00 40 01' 'PART async'
expect_answer "$(csm 10)"
fd=$two
expect_answer "$(segment news)$(csm 30)"
fd=$one
say CLIENT01 ' ' '00 00 10 00 40 01' 'PART wrong'
expect_answer "$(segment 'DFS555I TRAN PART     ABEND; no such part')$(csm 30)"
say CLIENT01 A '00 e9 10 02 40 01'
say CLIENT01 K '00 00 10 00 40 01' 'PART quit'
expect_answer "$(rsm 12 98)"
stop_receiver
grep -q 'a line of the co-process is not a JSON object: nonsense' recv.err || fail 'nonsense unsaid'
grep -q 'the co-process has ended' recv.err || fail 'its end unsaid'

# SIGTERM lets a running program reply.
start_receiver -m member --exec 'read -r go <gate; echo late'
mkfifo gate
connect
say CLIENT01 ' ' '00 00 10 00 20 00' 'PART x'
exec 8>gate
kill "$receiver"
echo go >&8
exec 8>&-
expect_answer "$(segment late)$(csm 10)"
expect_end
disconnect
await_receiver 0

run imscon-recv -m member --exec a --coprocess b
expect_status 64
