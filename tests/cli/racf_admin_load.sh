#!/bin/bash
# unload and load: what goes out comes in, what cannot is named, and nothing is half-loaded.
. "$(dirname "$0")/lib.sh"

cat >commands <<'END'
ADDGROUP PAYROLL SUPGROUP(SYS1) OWNER(SYS1) DATA('the group''s data')
ADDUSER KIM NAME('KIM CONTROL') DFLTGRP(PAYROLL) OWNER(PAYROLL) SPECIAL CLAUTH(APPL)
ALTUSER KIM TSO(ACCTNUM(D1001) PROC(IKJPROC) SIZE(4096)) OMVS(UID(0) HOME('/u/kim'))
SETROPTS PASSWORD(INTERVAL(186))
ADDUSER LEE PASSWORD(TOPSECRT)
CONNECT LEE GROUP(PAYROLL) AUTHORITY(CONNECT) UACC(READ)
SETROPTS GENERIC(FACILITY)
RDEFINE FACILITY BPX.** UACC(READ) AUDIT(ALL(UPDATE)) NOTIFY(KIM)
PERMIT BPX.** CLASS(FACILITY) ID(PAYROLL LEE *) ACCESS(UPDATE)
PERMIT BPX.** CLASS(FACILITY) ID(KIM) ACCESS(READ) WHEN(TERMINAL(T0001))
RDEFINE PTKTDATA IMSA SSIGNON(KEYMASKED(E001193519561977) TIMEOUT(90)) APPLDATA('NO REPLAY PROTECTION')
RDEFINE STARTED IMS.* STDATA(USER(KIM) TRUSTED(YES))
END
racf-admin --store a init
racf-admin --store a -f commands >/dev/null
run racf-admin --store a unload
expect_status 0
expect_silence
cp out a.unload
expect_equal "$(cut -c1-4 a.unload | sort -u | tr '\n' ' ')" \
    '0100 0101 0102 0200 0202 0203 0205 0220 0270 0500 0505 0507 0530 0540 '
# The columns, as the record formats have them.
expect_equal "$(grep '^0200 KIM' a.unload | cut -c75-94)" 'KIM CONTROL         '
expect_equal "$(grep '^0200 KIM' a.unload | cut -c40-43)" 'YES '
expect_equal "$(grep '^0200 LEE' a.unload | cut -c391-394)" 'NO  '
expect_equal "$(grep '^0200 KIM' a.unload | cut -c391-394)" 'PRO '
expect_equal "$(grep '^0102 PAYROLL  LEE' a.unload | cut -c24-31)" 'CONNECT '
expect_equal "$(grep '^0270 KIM' a.unload | cut -c15-24)" '0000000000'
expect_equal "$(grep '^0505 BPX' a.unload | cut -c262-278 | tr '\n' '/')" \
    'PAYROLL  UPDATE  /LEE      UPDATE  /*        UPDATE  /'
expect_equal "$(grep '^0507' a.unload | cut -c262-287)" 'TERMINAL T0001    KIM     '
expect_equal "$(grep '^0530 IMSA' a.unload | cut -c262-270,405-414)" 'KEYMASKED0000000090'
grep -q E001193519561977 a.unload && fail 'a key is unloaded'

# Into a store: the same profiles, but the password and the key.
racf-admin --store b init
run racf-admin --store b load a.unload
expect_status 0
expect_out_has "loaded	users		3"
expect_out_has "loaded	connections		4"
expect_out_has "loaded	profiles		3"
expect_out_has "not carried	password	LEE		exists, its value is not in an unload"
expect_out_has "not carried	legacy key	PTKTDATA IMSA		is not in an unload"
expect_err_has 'a user who has a password keeps having one'
for command in 'LISTUSER LEE' 'RLIST FACILITY BPX.** ALL' 'LISTUSER KIM TSO OMVS' 'RLIST STARTED IMS.* STDATA' \
    'LISTGRP PAYROLL'; do
    racf-admin --store a "$command" >listed.a
    racf-admin --store b "$command" >listed.b
    cmp -s listed.a listed.b || fail "$command answers differently"
done
racf-admin --store b unload >b.unload
expect_equal "$(diff a.unload b.unload | grep -c '^[<>]')" 2 # the key
expect_equal "$(grep '^0200 LEE' b.unload | cut -c391-394)" 'NO  '
# The password that is not known is not PROTECTED, cannot be changed by its user, and can be set.
run racf-admin --store b --as LEE PASSWORD 'PASSWORD(TOPSECRT NEWPASS1)'
expect_status 8
expect_out_has 'ICH08005I'
run racf-admin --store b ALTUSER 'LEE PASSWORD(NEWPASS1) NOEXPIRED'
expect_status 0
run racf-admin --store b load a.unload
expect_status 73
expect_err_has 'has profiles already'

# What is loaded has a copy, which a repair restores what is damaged from.
for text in b/users/KIM.toml b/groups/PAYROLL.toml b/profiles/PTKTDATA/IMSA.toml; do
    cp "$text" sound
    printf '\1' | dd of="$text" bs=1 seek=5 conv=notrunc 2>/dev/null
    run racf-admin --store b check
    expect_status 8
    expect_out_has 'its checksum does not match'
    run racf-admin --store b check --repair
    cmp -s "$text" sound || fail "$text was not restored"
done

# From standard input, as JSON.
racf-admin --store c init
run racf-admin --store c load --json - <a.unload
expect_status 0
expect_out_has '{"v":1,"event":"loaded","outcome":"loaded","what":"users","name":"","count":3,"detail":""}'
expect_out_has '{"v":1,"event":"loaded","outcome":"not carried","what":"password","name":"LEE","count":null,"detail":"exists, its value is not in an unload"}'
run racf-admin --store c --field event audit
expect_out 'store'

# Records and classes of a real system that have no place here are counted; CR LF does no harm.
racf-admin --store d init
{
    sed 's/$/\r/' a.unload
    echo '0404 SYS1.PARMLIB'
    echo '0404 SYS1.PROCLIB'
    printf '%-251s %-8s\n' '0500 KIM.RING' DIGTRING
    echo '0200 irrcerta'
} >real
sed -i 's/^0200 irrcerta$/0200 irrcerta                      /' real
run racf-admin --store d load real
expect_status 0
expect_out_has "skipped	records	0404	2	have no place in a store"
expect_out_has "skipped	class	DIGTRING	1	is not a class known here"
expect_out_has "not carried	user	irrcerta		is one of RACF's own"

# An unload that was transferred badly: a byte order mark, line ends that were lost.
racf-admin --store m init
{ printf '\357\273\277' && cat a.unload; } >marked
run racf-admin --store m load marked
expect_status 0
expect_err_has 'marked:1: a byte order mark of UTF-8 is passed over'
racf-admin --store j init
{ tr -d '\n' <a.unload && printf '%8192s' ''; } >joined
run racf-admin --store j load joined
expect_status 65
expect_err_has 'records have at most 4096: the line ends were lost'

# A bad line: its place, and a store as it was.
racf-admin --store e init
racf-admin --store e unload >before
{
    head -n 9 a.unload
    grep '^0200 KIM' a.unload | sed 's/^\(.\{14\}\).\{10\}/\12026-13-45/;s/KIM     /JIM     /'
} >bad
run racf-admin --store e load bad
expect_status 65
expect_err_has "bad:10:15: USBD_CREATE_DATE '2026-13-45' is not a date in the form yyyy-mm-dd"
expect_no_output
racf-admin --store e unload >after
cmp -s before after || fail 'a part was loaded'
expect_equal "$(find e -name '*.before' | wc -l)" 0
run racf-admin --store e load /dev/null
expect_status 65
expect_err_has '/dev/null: no record of a group, user or general resource'
run racf-admin --store e load --skip-bad bad
expect_status 0
expect_out_has "skipped	record	0200	1	line 10: USBD_CREATE_DATE '2026-13-45' is not a date in the form yyyy-mm-dd"
run racf-admin --store e load nowhere
expect_status 66

# The order of the records does not matter; a record of a profile that the unload does not have ends
# the load, or is skipped and named.
racf-admin --store g init
tac a.unload >reversed
run racf-admin --store g load reversed
expect_status 0
racf-admin --store g unload | sort >g.sorted
sort b.unload | cmp -s - g.sorted || fail 'a reversed unload loads otherwise'
racf-admin --store h init
grep -v '^0500 BPX' a.unload >torn
line=$(grep -n '^050. BPX' torn | head -1 | cut -d: -f1)
run racf-admin --store h load torn
expect_status 65
expect_err_has "torn:$line:6: "
expect_err_has "'BPX.**' of class FACILITY has no 0500 record in the unload"
expect_err_has '--skip-bad'
run racf-admin --store h load --skip-bad torn
expect_status 0
expect_out_has "skipped	record	0505	3	line $line: GRACC_NAME 'BPX.**' of class FACILITY has no 0500 record in the unload"
expect_out_has 'loaded	profiles		2'

# Killed: the store says so until a load goes through, which begins anew.
for round in $(seq "${PTKT_ROUNDS:-6}"); do
    rm -rf f && racf-admin --store f init
    { cat a.unload; cat; } < <(for n in $(seq 3000); do
        printf '0200 %-8s %-10s %-8s%61s%-8s\n' "V$n" 2026-01-01 IBMUSER '' SYS1
    done) >many
    racf-admin --store f load many >/dev/null 2>&1 &
    victim=$!
    timeout "0.0$((RANDOM % 9 + 1))" tail --pid=$victim -f /dev/null
    kill -9 $victim 2>/dev/null
    wait $victim 2>/dev/null
    run racf-admin --store f 'SEARCH CLASS(USER)'
    case $status in
        0) case $(wc -l <out) in 1 | 3003) ;; *) fail "round $round: half-loaded" ;; esac ;;
        78) expect_err_has 'is being loaded, or a load was cut off' ;;
        *) fail "round $round: neither whole nor told" ;;
    esac
    [ "$(wc -l <out)" -eq 3003 ] && continue
    run racf-admin --store f load many
    expect_status 0
    run racf-admin --store f 'SEARCH CLASS(USER)'
    expect_equal "$(wc -l <out)" 3003
done

# Who is slow to read an unload, or what check finds, keeps nobody from changing the store.
racf-admin --store slow init
for n in $(seq 400); do echo "ADDUSER U$n"; done >commands
racf-admin --store slow -f commands >/dev/null
for n in $(seq 400); do sed -i 's/^owner = .*/owner = "NOBODY"/' "slow/users/U$n.toml"; done
accept_edits slow
mkfifo slow.pipe
for verb in unload check; do
    racf-admin --store slow $verb >slow.pipe &
    exec 8<slow.pipe
    read -r line <&8
    run racf-admin --store slow RDEFINE APPL "A$verb"
    expect_status 0
    exec 8<&-
    wait
done

# Where the end of a load fails, and then its undoing: the store is whole, or says that a load was cut
# off and the next one succeeds; it never passes for whole while it is half put back.
if strace -o /dev/null true 2>/dev/null; then
    export ASAN_OPTIONS=detect_leaks=0
    racf-admin --store twice init
    printf '%s\n' 'ADDUSER U1 NOPASSWORD' 'ADDUSER U2 NOPASSWORD' 'RDEFINE FACILITY F UACC(NONE)' |
        racf-admin --store twice >/dev/null
    racf-admin --store twice unload >twice.unl
    # The undoing begins behind the eighth sync; with PTKT_ROUNDS all of them.
    syncs='8 9 10 11 12'
    [ -z "${PTKT_ROUNDS:-}" ] || syncs=$(seq 14)
    for number in $syncs; do
        rm -rf again && racf-admin --store again init
        strace -f -o trace -e trace=fsync -e inject=fsync:error=EIO:when="$number..$((number + 1))" \
            racf-admin --store again load twice.unl >out 2>err
        last="a load whose syncs $number and $((number + 1)) fail"
        racf-admin --store again SEARCH 'CLASS(USER)' >users 2>&1
        [ "$(grep -c '^U[12]' users)" -eq 2 ] || racf-admin --store again load twice.unl >out 2>err ||
            fail 'the next load fails'
        racf-admin --store again SEARCH 'CLASS(USER)' >users 2>&1
        expect_equal "$(grep -c '^U[12]' users)" 2
    done
fi
