#!/bin/bash
# Nothing that arrives is lost or changed: a message with each of the 256 characters of a code, in EBCDIC and
# in ASCII, which is ISO 8859-1, comes out of every form of output as it went in, and back.
. "$(dirname "$0")/lib.sh"

racf-admin --store sender init
sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >unchecked
# start OPTION...: a receiver that asks for no ticket, and the sender's member without one.
start() {
    start_receiver -m unchecked "$@"
    sender_member member 's/^ APPL=APPLI2I,USERID=USER0002,$//'
}

# All of them in order, as JSON has them for the sender; and as text shows them.
json=''
for ((i = 0; i < 256; i++)); do json+=$(printf '\\u%04x' "$i"); done
printf '{"tran":"PART","data":"%s"}\n' "$json" >message
for ((i = 0; i < 256; i++)); do
    case $i in
    10) printf '\\n' ;;
    92) printf '\\\\' ;;
    *) if ((i < 32 || (i > 126 && i < 160))); then printf '\\x%02X' "$i"; else printf '%b' "\\x$(printf '%02x' "$i")"; fi ;;
    esac
done | iconv -f latin1 -t utf-8 >text
echo >>text

# bytes FILE: those of the one message in a file of LLZZ segments, behind its transaction code.
bytes() { tail -c +13 "$1" | head -c -4 | od -An -v -tx1 | tr -d ' \n'; }
# characters FILE: the data of the one message that is an object of JSON, sent again and read as raw ASCII.
in_order=$(for ((i = 0; i < 256; i++)); do printf '%02x' "$i"; done)
characters() {
    sed -nE '/"data":/s/^.*"segments":(\[".*"\]),"(message_user|mod)".*$/{"tran":"PART","segments":\1}/p' "$1" >again
    start --output raw
    run imscon-send --store sender -m member --format ndjson -e ascii again
    expect_status 0
    stop_receiver
    bytes recv.out
}
# Commands of both kinds of programs: the one notes what it reads and replies the same, the other takes
# the segments of the object for its reply.
echo 'tee -a noted' >./echo
cat >echo-json <<'PROGRAM'
while IFS= read -r line; do
    printf '%s\n' "$line" >>noted
    printf '%s\n' "$line" | sed 's/^{\("id":[^,]*\),.*\("segments":\[".*"\]\),"message_user".*$/{\1,\2}/'
done
PROGRAM

for code in cp1047 cp037 ascii; do
    page=$code
    [ "$code" != ascii ] || page=cp1047
    send() { imscon-send --store sender -m member --format ndjson -e $code "$@"; }
    one() { imscon-send client --to "127.0.0.1:$port" --format ndjson -e $code "$@"; }

    # Standard output, and the spool.
    for form in raw text ndjson; do
        for spool in '' spool; do
            start --encoding $page --output $form \
                ${spool:+--spool spool}
                    run send message
            expect_status 0
            stop_receiver
            got=recv.out
            [ -z "$spool" ] || { cat spool/new/* >spooled && got=spooled; }
            case $form in
            raw)
                cp "$got" raw.$code
                if [ $code = ascii ]; then
                    expect_equal "$(bytes "$got")" "$in_order"
                else
                    expect_equal "$(bytes "$got" | fold -w 2 | sort -u | wc -l)" 256
                fi
                ;;
            text) expect_equal "$(cat "$got")" "$(cat text)" ;;
            ndjson) cp "$got" json && expect_equal "$(characters json)" "$in_order" ;;
            esac
            rm -rf spool
        done
    done

    # What came out raw goes in raw.
    start --encoding $page --output raw
    run imscon-send --store sender -m member --format raw -e $code raw.$code
    expect_status 0
    stop_receiver
    cmp -s recv.out raw.$code || fail "raw input in $code is not raw output"

    # Programs get all of it, and all that they reply arrives: at once, and from a tpipe.
    for program in '--exec sh echo' '--coprocess sh echo-json'; do
        rm -f noted
        start --encoding $page "${program%% *}" "${program#* }"
        run one --json message
        expect_status 0
        cp out reply
        run one --mode send-only --client-id CLIENT01 message
        expect_status 0
        run imscon-send fetch --to "127.0.0.1:$port" -e $code --client-id CLIENT01 --timer 50ms --json
        expect_status 0
        cp out output
        stop_receiver
        if [ "${program%% *}" = --exec ]; then
            expect_equal "$(cat noted)" "$(cat text text)"
        else
            head -1 noted >json
            expect_equal "$(characters json)" "$in_order"
        fi
        for got in reply output; do expect_equal "$(characters $got)" "$in_order"; done
    done
done
