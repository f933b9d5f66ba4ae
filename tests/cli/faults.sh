#!/bin/bash
# Every system call that touches the store fails, is broken off by a signal, or is the last one, in
# turn, also two of them. The old state stays or the new one is there, whole; what is called done is on the disk; and no
# ticket is accepted without its record. A part of the calls is met, and all of them when PTKT_ROUNDS
# is set.
. "$(dirname "$0")/lib.sh"

strace -o /dev/null true 2>/dev/null || {
    echo "strace cannot trace here: not tested"
    exit 77
}
export ASAN_OPTIONS=detect_leaks=0 # the leak check cannot run under a tracer

store=$work/s # in full, as the trace shows it
admin() { racf-admin --store "$store" "$@"; }
racf-admin --store base init
printf '%s\n' 'SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)' \
    'RDEFINE PTKTDATA A SSIGNON(KEYMASKED(7A1C5E9B30D2F486)) UACC(NONE)' \
    'SETROPTS RACLIST(PTKTDATA) REFRESH' 'ADDUSER U PASSWORD(TEST)' 'ADDUSER W NOPASSWORD' 'ADDUSER X NOPASSWORD' \
    'RDEFINE FACILITY F UACC(NONE)' 'PERMIT F CLASS(FACILITY) ID(W) ACCESS(READ)' |
    racf-admin --store base >/dev/null 2>&1
racf-admin --store base unload >unloaded
racf-admin --store empty init

calls='openat write pwrite64 fsync fdatasync syncfs ftruncate rename renameat2 link linkat unlink unlinkat mkdir close'
# Calls that a signal may break off before they have done anything: they are made again.
broken_off=' openat write pwrite64 fsync syncfs ftruncate '

# calls_of COMMAND...: which calls of a run concern the store, by name and number.
calls_of() {
    strace -f -y -o trace -e trace="${calls// /,}" "$@" >/dev/null 2>&1
    awk -v store="$store" '{
        call = $2
        sub(/\(.*/, "", call)
        number[call]++
        if (index($0, store)) print call, number[call]
    }' trace
}

# inject CALL FAULT NUMBER COMMAND...: a run with that fault; $met tells whether it came to it. With it
# comes a second one that $second names: `unlink`, so that nothing can be cleaned up, or `next`, the same
# at the next call of the kind.
second=
inject() {
    local call=$1 fault=$2 when=$3 more=()
    shift 3
    last="$* ($call $fault, number $when${second:+, and $second})"
    case $second in
        unlink) more=(-e "inject=unlink,unlinkat:error=EIO") ;;
        next) when=$when..$((when + 1)) ;;
    esac
    # The shell's own word about a killed job is not wanted.
    { strace -f -o trace -e trace="$call,unlink,unlinkat" "${more[@]}" \
        -e inject="$call:$fault:when=$when" "$@" >out 2>err; } 2>/dev/null
    status=$?
    met=0
    grep -q 'INJECTED\|killed by SIGKILL' trace && met=1
}

# every N: true for one of N, for all by night; each command begins at another one.
turn=0
every() {
    turn=$((turn + 1))
    [ -n "${PTKT_ROUNDS:-}" ] || [ $((turn % $1)) -eq 0 ]
}

# What the profiles say, without keys that are made by chance and moments.
contents() {
    (
        cd "$store" || exit
        find users groups profiles setropts.toml -type f ! -name '.tmp.*' | sort |
            xargs grep -HvE '^(created|changed|connected|[a-z_]*_sealed|[a-z_]*_since|until) |^# checksum'
    ) | cksum
}

# expect_error FAULT: it is told, with the status for what the system refused.
expect_error() {
    # Where two calls fail, the second may be the writing of the message.
    case $second$call$1 in
        nextwrite* | unlinkwrite*) ;;
        *) expect_reason "$1" ;;
    esac
    case $status in 73 | 74) ;; *) fail 'expected status 73 or 74' ;; esac
}
expect_reason() {
    case $1 in
        error=EIO) expect_err_has 'Input/output error' ;;
        error=ENOSPC) expect_err_has 'No space left on device' ;;
        error=EINTR) expect_err_has 'Interrupted system call' ;;
    esac
}

# judge CALL FAULT BEFORE AFTER: what must hold after a command that a fault has met.
judge() {
    local call=$1 fault=$2 before=$3 after=$4 left
    case $fault in
        error=EINTR) [[ $broken_off != *" $call "* ]] || expect_status 0 ;;
    esac
    case $fault in
        error=*) [ "$status" -eq 0 ] || expect_error "$fault" ;;
    esac
    left=$(find "$store" -name '.tmp.*' | wc -l)
    [ "$left" -le 1 ] || fail "$left temporary files were left"
    case $fault in error=*) [ "$left" -eq 0 ] || [ "$call" = unlink ] || [ "$second" = unlink ] || fail 'a temporary file was left' ;; esac
    "$kind" "$fault" "$before" "$after"
}

# A command is done or not: the state before or the one after, and after for good once that was said.
one_command() {
    local found
    admin check --repair >repaired 2>&1 || fail "cannot be repaired: $(cat repaired)"
    grep -v '	left-over	' repaired >damage && fail "damaged: $(cat damage)"
    found=$(contents)
    if [ "$status" -eq 0 ] || grep -q 'carried out all the same' err; then
        expect_equal "$found" "$3"
    else
        [ "$found" = "$2" ] || [ "$found" = "$3" ] || fail 'neither the state before nor the one after'
    fi
}

# A rotation has steps: sign-ons go on between them, and the next run completes it.
rotation() {
    local now
    [ "$status" -eq 0 ] || admin check --repair | grep -v '	left-over	\|	stale-raclist	\|	unused-key	' >damage
    [ "$status" -eq 0 ] || [ ! -s damage ] || fail "damaged: $(cat damage)"
    now=$(ptkt-gen --store "$store" -u U -a A) || fail 'no ticket can be made'
    # The cache of used tickets is a copy, which may know less: the key is what counts.
    now=$(ptkt-verify --store "$store" -u U -a A --no-record --field reason -- "$now" 2>&1)
    case $now in ok | replayed | replay-unknown) ;; *) fail "a ticket is refused: $now" ;; esac
    admin rotate A >again 2>&1 || grep -q 'staged already\|still accepted' again ||
        fail "the next run fails: $(cat again)"
    admin check --repair >repaired 2>&1 || fail "cannot be repaired: $(cat repaired)"
    now=$(admin rotate A --status --field state)
    case $now in stable | grace) ;; *) fail "the key is $now" ;; esac
}

# A load that failed is undone; one that was killed, or could not be undone, is undone by the next.
whole_load() {
    case $second$1 in error=*) one_command "$@" ;; esac
    if [ "$(contents 2>/dev/null)" != "$3" ] || admin check 2>&1 | grep -q '^unusable'; then
        admin load "$work/unloaded" >again 2>&1 || fail "the next load fails: $(cat again)"
    fi
    admin check --repair >repaired 2>&1 || fail "cannot be repaired: $(cat repaired)"
    expect_equal "$(contents)" "$3"
}

# meet ONE-OF KIND STORE COMMAND...: the faults of a command, each on a fresh copy of the store.
meet() {
    local one_of=$1 kind=$2 from=$3 before after call number fault injected=0
    shift 3
    fresh() {
        rm -rf "$store" && cp -a "$from" "$store"
        admin replay accept-loss >/dev/null 2>&1 # the cache is a copy, and knows it
    }
    fresh
    before=$(contents)
    calls_of racf-admin --store "$store" "$@" >met_calls
    after=$(contents)
    [ "$before" != "$after" ] || fail "$* changes nothing"
    while read -r call number; do
        for fault in signal=KILL error=EIO error=ENOSPC error=EINTR; do
            every "$one_of" || continue
            fresh
            inject "$call" "$fault" "$number" racf-admin --store "$store" "$@"
            [ "$met" -eq 1 ] || fail 'the call was not met'
            injected=$((injected + 1))
            judge "$call" "$fault" "$before" "$after"
        done
        for second in unlink next; do
            # A fault may end the program before there is another call.
            [[ $call != unlink* ]] && every $((4 * one_of)) || continue
            fresh
            inject "$call" error=EIO "$number" racf-admin --store "$store" "$@"
            [ "$met" -eq 1 ] || fail 'the call was not met'
            injected=$((injected + 1))
            judge "$call" error=EIO "$before" "$after"
        done
        second=
    done <met_calls
    echo "$injected faults in $*"
    [ "$injected" -gt 10 ] || fail "only $injected faults were met in $*"
}

meet 5 one_command base 'RALTER FACILITY F UACC(READ)'
meet 5 one_command base 'RDEFINE FACILITY G UACC(READ)'
meet 5 one_command base 'ADDUSER V NOPASSWORD'
meet 5 one_command base 'RDELETE FACILITY F'
meet 5 one_command base 'DELUSER X'
meet 9 rotation base rotate A
meet 29 whole_load empty load "$work/unloaded"

# Tickets. The store is one and the same, since a copy of it does not know what was used.
rm -rf "$store" && cp -a base "$store"
admin replay accept-loss >/dev/null 2>&1
moment=1800000000
verify() { ptkt-verify --store "$store" -u U -a A --at "@$moment" --field accepted -- "$ticket"; }
make() { ticket=$(ptkt-gen --store "$store" -u U -a A --at "@$moment"); }
make
verify >/dev/null
moment=$((moment + 1))
make
calls_of ptkt-verify --store "$store" -u U -a A --at "@$moment" -- "$ticket" >met_calls
injected=0
while read -r call number; do
    for fault in signal=KILL error=EIO error=ENOSPC error=EINTR error=EROFS; do
        every 3 || continue
        moment=$((moment + 1))
        make
        inject "$call" "$fault" "$number" \
            ptkt-verify --store "$store" -u U -a A --at "@$moment" --field accepted -- "$ticket"
        injected=$((injected + met))
        first=$(cat out)
        [ "$first" != true ] || expect_equal "$(verify)" false
        [ "$status" -ne 0 ] || expect_equal "$first" true
        case $fault in
            signal=KILL) ;;
            *) [ "$status" -eq 0 ] || [ -s err ] || fail 'failed without a word' ;;
        esac
        verify >/dev/null
        expect_equal "$(verify)" false
    done
done <met_calls
echo "$injected faults in a verification"
[ "$injected" -gt 10 ] || fail "only $injected faults were met in a verification"
# Nobody is locked out by them.
moment=$((moment + 1))
make
expect_equal "$(verify)" true
