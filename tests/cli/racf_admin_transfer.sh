#!/bin/bash
# Keys that travel: wrap | unwrap between two stores, what is refused, and check values.
. "$(dirname "$0")/lib.sh"

cp -r "$samples/keys" keys
chmod 600 keys/*.key

new_store() {
    racf-admin --store "$1" init
    racf-admin --store "$1" >/dev/null <<'COMMANDS'
SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)
ADDUSER USER0002 PASSWORD(TEST0002)
RDEFINE PTKTDATA APPLI2I SSIGNON(KEYMASKED(E001193519561977))
RDEFINE PTKTDATA OTHER SSIGNON(KEYMASKED(123456789ABCDEF0))
SETROPTS RACLIST(PTKTDATA) REFRESH
COMMANDS
}
wrap() { racf-admin --store a key wrap APPLI2I --to "keys/$1.pem" "${@:2}"; }
signed() { wrap "$1" --sign keys/sender.pem --sign-key keys/sender.key; }
unwrap() {
    "$racf_admin" --store "$1" key unwrap --expect APPLI2I --key "keys/$2.key" --from keys/sender.pem
}
active() { racf-admin --store "$1" rotate APPLI2I --status --field check_value; }
staged() { racf-admin --store "$1" rotate APPLI2I --status --field next_check_value; }

new_store a
new_store b
new_store c
# DES: the first three bytes of a block of zeros under the key, whatever its parity bits.
run racf-admin --store a key check-value APPLI2I
expect_out "$(printf 'active\tdes\tA13386')"

# Legacy to enhanced, at a moment, to receivers of both kinds of certificate.
run racf-admin --store a rotate APPLI2I --upgrade enhanced --at +1h
expect_status 0
expect_err_has 'new hmac key with check value'
signed receiver-ec >ec.pem
signed receiver-rsa >rsa.pem
run unwrap b receiver-ec <ec.pem
expect_status 0
expect_err_has 'received the hmac key with check value'
run unwrap c receiver-rsa <rsa.pem
expect_status 0
for side in b c; do
    expect_equal "$(staged $side)" "$(staged a)"
    run racf-admin --store $side rotate APPLI2I --status --compare - \
        < <(racf-admin --store a rotate APPLI2I --status --json)
    expect_status 0
    expect_out_has 'the other side is the same'
done

# A replayed package is refused; a fresh one with the key that is here already is silence.
run unwrap b receiver-ec <ec.pem
expect_status 77
expect_err_has 'was used before'
run unwrap b receiver-ec < <(signed receiver-ec)
expect_status 0
expect_silence

# Nor is it good again after the profile has lost its keys, or was defined anew.
new_store n
run unwrap n receiver-ec <ec.pem
expect_status 0
run racf-admin --store n RALTER PTKTDATA APPLI2I NOSSIGNON
expect_status 0
run racf-admin --store n RLIST PTKTDATA APPLI2I SSIGNON
expect_out_has 'NO SSIGNON INFORMATION'
racf-admin --store n RALTER PTKTDATA APPLI2I 'SSIGNON(KEYMASKED(E001193519561977))' >/dev/null
run unwrap n receiver-ec <ec.pem
expect_status 77
expect_err_has 'was used before'
run racf-admin --store n rotate APPLI2I --settle
expect_status 0
expect_equal "$(racf-admin --store n key list | wc -l)" 0
racf-admin --store n >/dev/null <<'COMMANDS'
RDELETE PTKTDATA APPLI2I
RDEFINE PTKTDATA APPLI2I SSIGNON(KEYMASKED(E001193519561977))
COMMANDS
sed -i 's/^created = .*/created = "2099-01-01T00:00:00Z"/' n/profiles/PTKTDATA/APPLI2I.toml
accept_edits n
run unwrap n receiver-ec <ec.pem
expect_status 77
expect_err_has 'before the profile was defined here'

# Misdirected, unsigned, signed by another, altered, expired, older than one that was used.
run unwrap c receiver-rsa <ec.pem
expect_status 77
run racf-admin --store c key unwrap --expect OTHER --key keys/receiver-ec.key \
    --from keys/sender.pem <ec.pem
expect_status 77
expect_err_has 'is for profile APPLI2I, expected is OTHER'
run unwrap c receiver-rsa < <(wrap receiver-rsa)
expect_status 77
expect_err_has 'not signed by keys/sender.pem'
run unwrap c receiver-rsa \
    < <(wrap receiver-rsa --sign keys/receiver-ec.pem --sign-key keys/receiver-ec.key)
expect_status 77
run racf-admin --store c key unwrap --expect APPLI2I --key keys/receiver-rsa.key --unsigned <rsa.pem
expect_status 77
expect_err_has 'nobody said by whom'
# Without a certificate a key is taken from anyone: that takes a word of its own.
run racf-admin --store c key unwrap --expect APPLI2I --key keys/receiver-rsa.key <rsa.pem
expect_status 64
expect_err_has '--unsigned takes a package from anyone'
# Who takes the signature off a package cannot pass it on as one that nobody signed.
openssl cms -verify -noverify -certfile keys/sender.pem -inform PEM -in ec.pem -outform DER -out inner.der 2>/dev/null
{ echo '-----BEGIN CMS-----'; base64 inner.der; echo '-----END CMS-----'; } >stripped.pem
run racf-admin --store n key unwrap --expect APPLI2I --key keys/receiver-ec.key --unsigned \
    <stripped.pem
expect_status 77
expect_err_has 'the package says that another than its signer made it'
for line in 3 9 14; do
    run unwrap c receiver-rsa < <(sed "${line}s/[A-Y]/Z/" rsa.pem)
    [ "$status" -eq 77 ] || [ "$status" -eq 65 ] || fail 'an altered package must be refused'
done
run unwrap c receiver-rsa <keys/sender.pem
expect_status 65

# One staged key is not replaced by another; the key of a package that nobody signed is taken with a
# warning, for channels that are trusted.
racf-admin --store a rotate APPLI2I --abort -q
racf-admin --store a rotate APPLI2I --at +2h -q
run unwrap b receiver-ec < <(signed receiver-ec)
expect_status 77
expect_err_has 'a key is staged already'
run racf-admin --store b rotate APPLI2I --status --compare - \
    < <(racf-admin --store a rotate APPLI2I --status --json)
expect_status 1
expect_out_has 'the other side DIFFERS: next key'
racf-admin --store b rotate APPLI2I --abort -q
run racf-admin --store b key unwrap --expect APPLI2I --key keys/receiver-ec.key --unsigned \
    < <(wrap receiver-ec)
expect_status 0
expect_err_has 'not checked for who sent it'
expect_equal "$(staged b)" "$(staged a)"

# A run that is killed at a step is completed by the same command with the same package.
for step in vault-key profile refresh vault-clean audit; do
    new_store "k-$step"
    racf-admin --store a rotate APPLI2I --abort -q
    racf-admin --store a rotate APPLI2I --at +2h --upgrade enhanced -q
    signed receiver-ec >package.pem
    stopped_at "$step" unwrap "k-$step" receiver-ec <package.pem
    expect_status 137
    if [ "$step" != vault-key ]; then
        expect_equal "$(racf-admin --store "k-$step" rotate APPLI2I --status --field state)" \
            unfinished
    fi
    run unwrap "k-$step" receiver-ec <package.pem
    expect_status 0
    expect_equal "$(staged "k-$step")" "$(staged a)"
    expect_equal "$(racf-admin --store "k-$step" rotate APPLI2I --status --field state)" staged
done

# The audit names the package and its signer at both ends, and a key that is written out in clear.
run racf-admin --store b audit --event rotation --json
signer=$(openssl x509 -in keys/sender.pem -noout -pubkey | openssl pkey -pubin -outform DER |
    sha256sum | cut -d' ' -f1 | tr a-f A-F)
expect_out_has "\"signer\":\"$signer\""
expect_out_has '"signer":"unsigned"'
run racf-admin --store a audit --event rotation --json
expect_out_has "\"signer\":\"$signer\""

# A leaked key: the grace that the sender gives counts at the receiver, too, from when the sender's
# key took over; and a package that comes again brings what has been revoked since.
new_store x
new_store y
key_role() {
    ptkt-verify --store "$1" -u USER0002 -a APPLI2I --no-record --field key_role -- "$2" || true
}
carry() {
    racf-admin --store x key wrap APPLI2I --to keys/receiver-ec.pem --sign keys/sender.pem \
        --sign-key keys/sender.key | racf-admin --store y key unwrap --expect APPLI2I \
        --key keys/receiver-ec.key --from keys/sender.pem
}
leaked=$(ptkt-gen --store x -u USER0002 -a APPLI2I)
run racf-admin --store x rotate APPLI2I --grace 0s
expect_status 0
run carry
expect_status 0
ptkt-verify --store y -u USER0002 -a APPLI2I --no-record -q -- "$leaked" &&
    fail 'the leaked key holds at the receiver'
expect_equal "$(key_role y "$(ptkt-gen --store x -u USER0002 -a APPLI2I)")" active
old=$(ptkt-gen --store x -u USER0002 -a APPLI2I)
racf-admin --store x rotate APPLI2I -q
run carry
expect_equal "$(key_role y "$old")" previous
compare() {
    run racf-admin --store y rotate APPLI2I --status --compare - \
        < <(racf-admin --store x rotate APPLI2I --status --json)
}
compare
expect_status 0
run racf-admin --store x rotate APPLI2I --revoke-previous
expect_status 0
expect_err_has 'no earlier key is accepted'
compare
expect_status 1
expect_out_has 'DIFFERS: earlier keys: here des'
run carry
expect_status 0
expect_err_has 'earlier keys are accepted until'
compare
expect_status 0
ptkt-verify --store y -u USER0002 -a APPLI2I --no-record -q -- "$old" &&
    fail 'a revoked key holds at the receiver'
run racf-admin --store x rotate APPLI2I --revoke-previous
expect_status 0
expect_silence

# The key itself stands nowhere: not in the package, not in what is said, not in the log.
racf-admin --store a rotate APPLI2I --abort -q
racf-admin --store a rotate APPLI2I -q
digits=$(racf-admin --store a rotate APPLI2I --emit racf | sed -n 's/.*KEYMASKED(\(.*\)))/\1/p')
expect_equal "${#digits}" 16
expect_equal "$(tail -1 a/audit.jsonl | grep -c '"action":"emit"')" 1
signed receiver-ec >package.pem
! grep -rqi "$digits" package.pem out err a/audit.jsonl || fail 'the key is to be seen'
# A field of what is no record would be the key itself.
run racf-admin --store a rotate APPLI2I --emit racf --field check_value
expect_status 64
expect_out ''
run racf-admin --store a key wrap APPLI2I --to keys/receiver-ec.pem --field check_value
expect_status 64
run racf-admin --store a key wrap APPLI2I
expect_status 64
run racf-admin --store a key wrap APPLI2I --to keys/sender.key
expect_status 65
run racf-admin --store a key wrap NOBODY --to keys/sender.pem
expect_status 66
