#!/bin/bash
# doctor says that no sign-on works just where ptkt-verify accepts none, and what it names mends what it
# found: each set-up below is mended by doctor's commands, one after the other, until all is well.
. "$(dirname "$0")/lib.sh"

readonly key=7A1C5E9B30D2F486 other_key=51B8D3E60F9A2C74 weak_key=E001193519561977
readonly hmac_half=A1C3E5978B6D4F209F3AC1D7E25B884690F2D1B3C5A7E8463D60B7F9E2841CA5
(umask 077 && echo $key >key.hex && echo "$hmac_half$key$other_key$other_key$key" >hmac.hex)
readonly refresh='SETROPTS RACLIST(PTKTDATA) REFRESH'

admin() { racf-admin --store s -q "$@" >>said 2>&1; }
doctor() { run racf-admin --store s doctor APP1 U1 ${group:+--group "$group"}; }
verify() { run ptkt-verify --store s -u U1 -a APP1 ${group:+-g "$group"} -- "$1"; }

# A command of doctor's, with what a person puts in the place of its lower-case words.
carry_out() {
    local command=$1 words
    command=${command//(key)/($other_key)}
    command=${command//(password)/(PASS0001)}
    command=${command//(\'phrase\')/(\'a long phrase 4711 x\')}
    command=${command//(label)/(SPARE.KEY)}
    command=${command/--from file/--from hmac.hex}
    read -ra words <<<"$command"
    if [ "${words[0]}" = racf-admin ]; then admin "${words[@]:1}"; else admin "$command"; fi
}

# mend_all NAME: until there is neither a failure nor a note.
mend_all() {
    local name=$1 before='' line rounds
    for rounds in $(seq 12); do
        doctor
        [ "$status" = 0 ] && return
        line=$(grep -P '^failed\t' out | head -1)
        [ -n "$line" ] || line=$(grep -P '^note\t' out | head -1)
        [ "$(cat out)" != "$before" ] || { fail "$name: is not mended by: $line" && return; }
        before=$(cat out)
        [ -n "$(cut -f4 <<<"$line")" ] || { fail "$name: nothing mends: $line" && return; }
        carry_out "$(cut -f4 <<<"$line")"
    done
    fail "$name: $rounds commands, and still: $(grep -vP '^ok\t' out)"
}

# set_up WHAT-VERIFY-DOES NAME COMMAND...: of the commands those that begin with ! are functions.
set_up() {
    local wanted=$1 name=$2 ticket command
    shift 2
    rm -rf s
    racf-admin --store s init
    printf '%s\n' 'ADDUSER U1 PASSWORD(PASS0001)' 'ADDGROUP G1 SUPGROUP(SYS1)' \
        "RDEFINE PTKTDATA APP1 SSIGNON(KEYMASKED($key))" \
        'SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)' >commands
    admin -f commands
    for command; do
        case $command in
        !*) ${command#!} ;;
        *) admin "$command" ;;
        esac
    done
    ticket=$(ptkt-gen -q -u U1 -a APP1 -k "${made_with:-key.hex}")
    verify "$ticket"
    case $wanted:$status in
    accepted:0 | refused:[1-9]*) ;;
    *) fail "$name: ptkt-verify gives $status, wanted: $wanted" ;;
    esac
    doctor
    case $wanted:$status in
    accepted:[04] | refused:8) ;;
    *) fail "$name: it is $wanted, and doctor gives $status: $(grep -P '^failed' out)" ;;
    esac
}
# mends ...: a set-up that can be mended.
mends() {
    set_up "$@"
    mend_all "$2"
    # Of another moment than the ticket before it.
    verify "$(ptkt-gen --store s -u U1 -a APP1 --at +30s)"
    [ "$status" = 0 ] || fail "$2: all is well, and ptkt-verify gives $status: $(cat out err)"
}
group='' made_with=''

# The class and the profiles.
mends accepted plain
mends refused 'class inactive' 'SETROPTS NORACLIST(PTKTDATA)' 'SETROPTS NOCLASSACT(PTKTDATA)'
mends refused 'not RACLISTed' 'SETROPTS NORACLIST(PTKTDATA)'
mends refused 'a generic profile only' 'SETROPTS GENERIC(PTKTDATA)' 'RDELETE PTKTDATA APP1' \
    "RDEFINE PTKTDATA APP* SSIGNON(KEYMASKED($key))" "$refresh"
mends refused 'no profile' 'RDELETE PTKTDATA APP1' "$refresh"
mends accepted 'deleted, not refreshed' 'RDELETE PTKTDATA APP1'
mends refused 'defined, not refreshed' 'RDELETE PTKTDATA APP1' "$refresh" \
    "RDEFINE PTKTDATA APP1 SSIGNON(KEYMASKED($key))"
mends refused 'only APPL.USER, not refreshed' 'RDELETE PTKTDATA APP1' "$refresh" \
    "RDEFINE PTKTDATA APP1.U1 SSIGNON(KEYMASKED($key))" 'RDEFINE PTKTDATA APP1'
mends accepted 'APPL.USER, not refreshed' "RDEFINE PTKTDATA APP1.U1 SSIGNON(KEYMASKED($other_key))"

# Keys.
mends accepted 'key changed, not refreshed' "RALTER PTKTDATA APP1 SSIGNON(KEYMASKED($other_key))"
mends refused 'profile without key' 'RALTER PTKTDATA APP1 NOSSIGNON' "$refresh"
mends refused 'key given, not refreshed' 'RALTER PTKTDATA APP1 NOSSIGNON' "$refresh" \
    "RALTER PTKTDATA APP1 SSIGNON(KEYMASKED($key))"
mends accepted 'APPL.USER without key' 'RDEFINE PTKTDATA APP1.U1' "$refresh"
hmac_key() { admin key import L.H --from hmac.hex && admin 'RALTER PTKTDATA APP1 SSIGNON(EPTKEYLABEL(L.H))' && admin "$refresh"; }
only_hmac_key() { hmac_key && admin 'RALTER PTKTDATA APP1 SSIGNON(NOLEGACYKEY)' && admin "$refresh"; }
gone() { rm s/vault/L.H.toml; }
gone_for_good() { find s -name 'L.H.toml*' -delete; }
damaged() { echo '#' >>s/vault/L.H.toml; }
damaged_for_good() { find s -name 'L.H.toml*' -exec sed -i '$s/$/0/' '{}' +; }
spare_key() { admin key generate SPARE.KEY; }
mends accepted 'both keys' !hmac_key
made_with=hmac.hex mends accepted 'both keys, the other one' !hmac_key
for harm in gone gone_for_good damaged; do
    mends accepted "enhanced key $harm" !hmac_key !$harm
    mends refused "the only key $harm" !only_hmac_key !$harm
done
mends refused 'the only key damaged_for_good' !spare_key !only_hmac_key !damaged_for_good
weak() { admin "RALTER PTKTDATA APP1 SSIGNON(KEYMASKED($weak_key))" && admin "$refresh"; }
(umask 077 && echo $weak_key >weak.hex)
made_with=weak.hex mends accepted 'weak key' !weak
made_with=weak.hex mends accepted 'weak key beside an HMAC key' !weak !hmac_key
rotated() { admin rotate APP1 --grace 1h; }
staged() { admin rotate APP1 --at +1h; }
made_with=weak.hex mends accepted 'weak previous key' !weak !rotated
made_with=weak.hex set_up accepted 'weak key, and the next one staged' !weak !staged
grep -qP '^note\tkey-quality\t.*its successor is staged$' out || fail 'the successor is not told'

# The user.
mends refused 'user not defined' 'DELUSER U1'
mends refused PROTECTED 'ALTUSER U1 NOPASSWORD'
mends refused revoked 'ALTUSER U1 REVOKE'
mends refused 'revoked, and a resume date to come' 'ALTUSER U1 REVOKE' "ALTUSER U1 RESUME($(date -d '10 days' +%m/%d/%y))"
mends refused 'revoked in the group' 'CONNECT U1 GROUP(SYS1) REVOKE'
group=G1 mends refused 'not in the group' 'ADDUSER U2'
group=G1 mends refused 'revoked, and not in the group' 'ALTUSER U1 REVOKE'
group=G1 set_up refused 'revoked, and not in the group' 'ALTUSER U1 REVOKE'
expect_equal "$(grep '^failed' out | cut -f2 | tr '\n' ' ')" 'revoked group '
group=NOGRP mends refused 'no such group'
group=G1 mends refused 'revoked in G1' 'CONNECT U1 GROUP(G1)' 'CONNECT U1 GROUP(G1) REVOKE'
day=$(LC_ALL=C TZ=UTC date -d '2 days' +%A)
mends refused 'another day' "ALTUSER U1 WHEN(DAYS(${day^^}))"
idle() {
    admin 'SETROPTS INACTIVE(30)'
    sed -i '0,/^created = .*/s//created = "2025-01-01T00:00:00Z"/' s/users/U1.toml
    admin check --accept 'user U1'
}
mends refused 'inactive, and noted by a sign-on' !idle
# As before that sign-on: verify has not been asked.
(umask 077; rm -rf s; racf-admin --store s init)
printf '%s\n' 'ADDUSER U1 PASSWORD(PASS0001)' "RDEFINE PTKTDATA APP1 SSIGNON(KEYMASKED($key))" \
    'SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)' >commands
admin -f commands
idle
doctor
expect_status 8
mend_all 'inactive'
verify "$(ptkt-gen --store s -u U1 -a APP1)"
expect_status 0

# The application.
appl() { admin 'RDEFINE APPL APP1 UACC(NONE)' && admin 'SETROPTS CLASSACT(APPL)'; }
appl_raclisted() { appl && admin 'SETROPTS RACLIST(APPL)'; }
mends refused 'no access' !appl
mends refused 'no access, RACLISTed' !appl_raclisted
mends refused 'permitted, not refreshed' !appl_raclisted 'PERMIT APP1 CLASS(APPL) ID(U1) ACCESS(READ)'
mends refused 'APPL profile deleted, not refreshed' !appl_raclisted 'RDELETE APPL APP1'
mends accepted 'no access any more, not refreshed' 'RDEFINE APPL APP1 UACC(READ)' \
    'SETROPTS CLASSACT(APPL) RACLIST(APPL)' 'RALTER APPL APP1 UACC(NONE)'
mends refused 'by a generic profile' 'SETROPTS GENERIC(APPL)' 'RDEFINE APPL APP* UACC(NONE)' \
    'SETROPTS CLASSACT(APPL)'
mends accepted 'warning only' !appl 'RALTER APPL APP1 WARNING'

# R_ticketserv: a sign-on needs none of it.
mends accepted 'IRRPTAUTH profile before GENERIC' 'RDEFINE PTKTDATA IRRPTAUTH.APP1.* UACC(NONE)' "$refresh"
mends accepted 'IRRPTAUTH profile before GENERIC, which is on' \
    'RDEFINE PTKTDATA IRRPTAUTH.APP1.* UACC(NONE)' "$refresh" 'SETROPTS GENERIC(PTKTDATA)'
mends accepted 'IRRPTAUTH profile not refreshed' 'SETROPTS GENERIC(PTKTDATA)' \
    'RDEFINE PTKTDATA IRRPTAUTH.APP1.* UACC(NONE)'

# Used tickets, and the audit log.
use_one() { ptkt-verify --store s -u U1 -a APP1 "$(ptkt-gen -u U1 -a APP1 -k key.hex --at -2m)" --at -2m >>said 2>&1; }
lost() { rm s/replay.cache; }
header_damaged() { printf '%064d' 0 | dd of=s/replay.cache conv=notrunc status=none; }
used_again() { admin "RALTER PTKTDATA APP1 APPLDATA('NO REPLAY PROTECTION')" && admin "$refresh"; }
mends refused 'replay cache lost' !use_one !lost
mends refused 'replay cache damaged' !use_one !header_damaged
mends accepted 'replay cache lost, and not needed' !used_again !use_one !lost
no_log() { rm s/audit.jsonl && mkdir s/audit.jsonl; }
set_up refused 'audit log not writable' !no_log
grep -qP '^failed\taudit\t' out || fail 'the audit log is not told'
