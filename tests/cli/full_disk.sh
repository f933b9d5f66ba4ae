#!/bin/bash
# A disk that is full or may only be read: nothing is accepted without its record, nothing that was
# there is lost, and what failed works again when there is room, without help.
. "$(dirname "$0")/lib.sh"

# The disk is a small one in memory, in a mount namespace of its own.
if [ "${1:-}" != inside ]; then
    unshare --user --map-root-user --mount true 2>/dev/null || {
        echo "no namespace of its own can be made here: not tested"
        exit 77
    }
    cd / && rm -rf "$work" && exec unshare --user --map-root-user --mount bash "$here/full_disk.sh" inside
fi

mkdir disk
store=disk/store

# expect_no_room: one word about what is missing, with the status for it.
expect_no_room() {
    expect_err_has 'No space left on device'
    case $status in 73 | 74) ;; *) fail 'expected status 73 or 74' ;; esac
}

# What the profiles say, and nothing else.
contents() { (cd $store && find users groups profiles setropts.toml -type f -exec cksum {} + | sort); }

# A disk that the store itself fills: a command is done or leaves all as it was, and with more room
# the same command works. The size decides what meets the end: the making of the store, or a command.
fill() {
    local size=$1 number=0
    mount -t tmpfs -o "size=$size" tmpfs disk || exit 77
    run racf-admin --store $store init
    if [ "$status" -ne 0 ]; then
        expect_no_room
        mount -o remount,size=1m disk
        run racf-admin --store $store init
        expect_status 0
        mount -o remount,size=160k disk
    fi
    : >said
    while [ "$number" -lt 100 ]; do
        number=$((number + 1))
        contents >before
        run racf-admin --store $store "ADDUSER N$number NOPASSWORD"
        [ "$status" -eq 0 ] || break
        echo "N$number" >>said
    done
    expect_no_room
    # When only the record of it found no place, the command is done, and says so.
    if grep -q 'carried out all the same' err; then
        echo "N$number" >>said
        number=$((number + 1))
    else
        contents | cmp -s - before || fail "a profile changed where there is no room ($size)"
    fi
    mount -o remount,size=1m disk
    run racf-admin --store $store check
    expect_status 0
    expect_no_output
    while read -r user; do
        run racf-admin --store $store LISTUSER "$user"
        expect_status 0
    done <said
    run racf-admin --store $store "ADDUSER N$number NOPASSWORD"
    expect_status 0
    run racf-admin --store $store check
    expect_status 0
    umount disk
}

sizes='16k 64k 256k'
[ -z "${PTKT_ROUNDS:-}" ] || sizes="$(seq -f '%.0fk' 8 4 100) 128k 192k 256k"
for size in $sizes; do fill "$size"; done

mount -t tmpfs -o size=256k tmpfs disk || exit 77
racf-admin --store $store init
printf '%s\n' 'SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)' \
    'RDEFINE PTKTDATA A SSIGNON(KEYMASKED(7A1C5E9B30D2F486))' \
    'SETROPTS RACLIST(PTKTDATA) REFRESH' 'ADDUSER U PASSWORD(TEST)' |
    racf-admin --store $store >/dev/null 2>&1
make() { ptkt-gen --store $store -u U -a A --at "$1"; }
verify() { ptkt-verify --store $store -u U -a A --at "$1" -- "$2"; }
profile() { racf-admin --store $store RLIST PTKTDATA A; }

used=$(make @1800000000)
run verify @1800000000 "$used"
expect_status 0
profile >before

# Full to the last byte.
cat /dev/zero >disk/rest 2>/dev/null
accepted=0
for second in $(seq 1800000001 1800000040); do
    run verify "@$second" "$(make "@$second")"
    [ "$status" -eq 0 ] && accepted=$((accepted + 1))
    [ "$status" -eq 0 ] || [ "$status" -eq 74 ] || fail 'neither accepted nor an input/output error'
    [ "$status" -eq 0 ] || expect_no_output
done
[ "$accepted" -lt 40 ] || fail 'the disk never was full'
run racf-admin --store $store ADDUSER V NOPASSWORD
[ "$status" -ne 0 ] || fail 'a user was added where there is no room'
expect_err_has 'No space left on device'

# Room again: it works, nothing that was there is lost, and what was used stays used.
rm disk/rest
profile | cmp -s - before || fail 'a profile changed'
run verify @1800000000 "$used"
expect_status 1
run verify @1800000050 "$(make @1800000050)"
expect_status 0
run racf-admin --store $store ADDUSER V NOPASSWORD
expect_status 0

# May only be read.
fresh=$(make @1800000060)
mount -o remount,ro disk
run verify @1800000060 "$fresh"
expect_status 77
expect_no_output
expect_err_has 'Read-only file system'
run racf-admin --store $store ADDUSER W NOPASSWORD
[ "$status" -gt 8 ] || fail 'a user was added where nothing can be written'
expect_equal "$(make @1800000060)" "$fresh"
mount -o remount,rw disk
run verify @1800000060 "$fresh"
expect_status 0
umount disk

# A generation that has no room leaves nothing of itself, and the store as it was; with room it is adopted.
if command -v openssl >/dev/null; then
    for one in publisher receiver; do
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=$one" \
            -keyout "$one.key" -out "$one.pem" 2>/dev/null
        chmod 600 "$one.key"
    done
    racf-admin --store publisher init
    for number in $(seq 100); do echo "ADDUSER U$number"; done | racf-admin --store publisher >/dev/null
    racf-admin --store publisher publish --to receiver.pem --sign publisher.pem --sign-key publisher.key shelf >/dev/null
    mount -t tmpfs -o size=1m tmpfs disk || exit 77
    racf-admin --store $store init
    adopt() { racf-admin --store $store adopt --key receiver.key --from publisher.pem shelf; }
    run adopt
    expect_no_room
    [ ! -e $store/adopted.next ] || fail 'a part of a generation was left'
    mount -o remount,size=16m disk
    run adopt
    expect_status 0
    umount disk
fi
