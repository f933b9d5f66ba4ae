#!/bin/bash
# imscon-recv --spool while the calls that keep messages fail, are broken off, or are the last ones: no
# message is acknowledged that is not kept, and none is there twice. A few places of each call, and the
# first PTKT_ROUNDS of it when that is set.
. "$(dirname "$0")/lib.sh"

strace -o /dev/null true 2>/dev/null || {
    echo "strace cannot trace here: not tested"
    exit 77
}

sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >unchecked
racf-admin --store sender init
spool=$work/spool # in full, as strace compares it
seq 30 >lines
real=$(command -v imscon-recv)
mkdir traced
# Its process is the receiver itself, and strace a grandchild.
cat >traced/imscon-recv <<END
#!/bin/bash
exec strace -D -f -o "$work/trace" \$FAULT "$real" "\$@"
END
chmod +x traced/imscon-recv

receive() {
    start_receiver -m unchecked --spool "$spool" --output text 2>/dev/null
    [ -s ready ] || return 1
    sender_member member
    sed -i 's/^ APPL=APPLI2I,USERID=USER0002,$//' member
}

# meet FILE CALL FAULT NUMBER: messages to a receiver that meets the fault, at a file of the spool or
# at any (-); then one without faults on the same spool.
meet() {
    local file=$1 call=$2 fault=$3 number=$4 kept
    rm -rf "$spool" results trace
    : >results
    export FAULT="-e trace=$call -e inject=$call:$fault:when=$number"
    [ "$file" = - ] || FAULT="-P $spool/$file $FAULT"
    if PATH=$work/traced:$PATH receive; then
        imscon-send --store sender -m member lines >results 2>send.err
        # One that has met an error may be ending already; a signal would only get in its way.
        case $fault in
            error=EIO | error=ENOSPC)
                ! grep -q INJECTED trace || timeout 3 tail --pid="$receiver" -f /dev/null
                ;;
        esac
        kill "$receiver" 2>/dev/null
    fi
    wait "$receiver" 2>/dev/null
    status=$?
    wait "$receiver_talk"
    cp recv.err err
    last="imscon-recv --spool ($file: $call $fault, number $number)"
    grep -q 'INJECTED\|killed by SIGKILL' trace || return 1
    injected=$((injected + 1))
    case $fault in
        signal=KILL) expect_equal "$status" 137 ;;
        error=EINTR)
            expect_equal "$status" 0
            expect_equal "$(grep -c '	ack	' results)" 30
            ;;
        *)
            expect_equal "$status" 74
            [ "$fault" = error=EIO ] && expect_err_has 'Input/output error'
            [ "$fault" = error=ENOSPC ] && expect_err_has 'No space left on device'
            ;;
    esac
    receive || fail "the next receiver does not start: $(cat recv.err)"
    stop_receiver
    last="imscon-recv --spool ($file: $call $fault, number $number)"
    cat "$spool"/new/*.txt >kept 2>/dev/null
    kept=$(sort kept | uniq -d)
    [ -z "$kept" ] || fail "there twice: $kept"
    awk -F '\t' '$2 == "ack" { print $1 }' results | sort >acked
    acked=$((acked + $(wc -l <acked)))
    [ -z "$(sort kept | comm -23 acked -)" ] || fail "acknowledged and lost: $(sort kept | comm -23 acked -)"
    expect_equal "$(ls -A "$spool/tmp")" ''
}

injected=0
acked=0
places='1 2 9'
[ -z "${PTKT_ROUNDS:-}" ] || places=$(seq "$PTKT_ROUNDS")
for fault in error=EIO error=ENOSPC error=EINTR signal=KILL; do
    for place in 'journal pwrite64' 'journal fdatasync' 'position pwrite64' '- write' '- rename' '- syncfs'; do
        # Interrupted renames are not made again; strace counts the writes of log lines as well.
        case $fault$place in error=EINTR*rename | error=E*'- write') continue ;; esac
        for number in $places; do
            # shellcheck disable=SC2086  # the file and the call
            meet $place "$fault" "$number" || break
        done
    done
done
echo "$injected faults, $acked messages acknowledged"
[ "$injected" -gt 20 ] || fail "only $injected faults were met"
[ "$acked" -gt 0 ] || fail 'nothing was acknowledged'
