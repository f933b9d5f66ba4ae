#!/bin/bash
# Every system call that touches the store fails, or is the last one, in turn: the first, the second,
# and so on until a run meets none. The old state stays or the new one is there, whole; what is
# called done is on the disk; and no ticket is accepted without its record.
. "$(dirname "$0")/lib.sh"

strace -o /dev/null true 2>/dev/null || {
    echo "strace cannot trace here: not tested"
    exit 77
}
export ASAN_OPTIONS=detect_leaks=0 # the leak check cannot run under a tracer

racf-admin --store s init
printf '%s\n' 'SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)' \
    'RDEFINE PTKTDATA A SSIGNON(KEYMASKED(0123456789ABCDEF)) UACC(NONE)' \
    'SETROPTS RACLIST(PTKTDATA) REFRESH' 'ADDUSER U PASSWORD(TEST)' 'RDEFINE FACILITY F UACC(NONE)' |
    racf-admin --store s >/dev/null 2>&1

faults='error=ENOSPC error=EIO error=EROFS signal=KILL'
calls='openat write fsync fdatasync rename pwrite64 writev'

# inject CALL FAULT NTH COMMAND...: a run with that one fault; $met tells whether it came to it.
inject() {
    local call=$1 fault=$2 nth=$3
    shift 3
    last="$* ($call $fault, number $nth)"
    # The shell's own word about a killed job is not wanted.
    { strace -f -o trace -e trace="$call" -e inject="$call:$fault:when=$nth" "$@" >out 2>err; } \
        2>/dev/null
    status=$?
    met=0
    grep -q 'INJECTED\|killed by SIGKILL' trace && met=1
}

# Which UACC the profile has; nothing when it cannot be read.
uacc() { racf-admin --store s --json RLIST FACILITY F 2>/dev/null | grep -oE 'NONE|READ|UPDATE' | head -1; }

injected=0
current=NONE
for call in $calls; do
    for fault in $faults; do
        for nth in $(seq 60); do
            next=READ
            [ "$current" = READ ] && next=UPDATE
            inject "$call" "$fault" "$nth" racf-admin --store s "RALTER FACILITY F UACC($next)"
            [ "$met" -eq 1 ] || break
            injected=$((injected + 1))
            after=$(uacc)
            if [ "$status" -eq 0 ]; then
                expect_equal "$after" "$next"
            else
                [ "$after" = "$current" ] || [ "$after" = "$next" ] ||
                    fail "the profile is '$after', neither $current nor $next"
                case $fault in error=*) [ -s err ] || fail 'failed without a word' ;; esac
            fi
            current=$after
        done
        [ "$nth" -lt 60 ] || fail 'the faults never ended'
        current=$(uacc)
    done
done
echo "$injected faults in a command"
[ "$injected" -gt 50 ] || fail "only $injected faults were met in a command"

second=1800000000
injected=0
for call in $calls; do
    for fault in $faults; do
        for nth in $(seq 60); do
            second=$((second + 1))
            ticket=$(ptkt-gen --store s -u U -a A --at "@$second")
            inject "$call" "$fault" "$nth" \
                ptkt-verify --store s -u U -a A --at "@$second" --field accepted -- "$ticket"
            [ "$met" -eq 1 ] || break
            injected=$((injected + 1))
            first=$(cat out)
            again=$(ptkt-verify --store s -u U -a A --at "@$second" --field accepted -- "$ticket")
            [ "$first" = true ] && expect_equal "$again" false
            [ "$status" -eq 0 ] && expect_equal "$first" true
            third=$(ptkt-verify --store s -u U -a A --at "@$second" --field accepted -- "$ticket")
            expect_equal "$third" false
        done
        [ "$nth" -lt 60 ] || fail 'the faults never ended'
    done
done
echo "$injected faults in a verification"
[ "$injected" -gt 50 ] || fail "only $injected faults were met in a verification"
find s -name '.tmp.*' | wc -l | {
    read -r left
    [ "$left" -le 40 ] || fail "$left temporary files were left"
}
