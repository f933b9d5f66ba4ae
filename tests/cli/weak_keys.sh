#!/bin/bash
# A weak key is told of at every door, on standard error and never with its digits; RACF's own answers
# stay as they are. Who asks for it has weak keys refused, by an option or for a whole store.
. "$(dirname "$0")/lib.sh"
needs openssl

racf-admin --store s init
weak=E2C5C3D9C5E3F0F1
good=$(openssl rand -hex 8)
echo $weak >weak.key
echo "$good" >good.key
chmod 600 weak.key good.key
unseen() { ! grep -qi "$weak" out err || fail 'the key is shown'; }
expect_warning() {
    expect_err_has "$1 is weak: it is text in EBCDIC, which is quickly guessed"
    expect_err_has "hint: make a random key of 8 bytes, for example with 'openssl rand -hex 8'"
    unseen
}

# RACF's commands.
for command in 'RDEFINE PTKTDATA A' 'RALTER PTKTDATA A'; do
    for operand in KEYMASKED KEYENCRYPTED; do
        echo "$command SSIGNON($operand($weak))" >one.racf
        run racf-admin --store s -f one.racf
        expect_no_output
        expect_warning "racf-admin: warning: the $operand key"
        run racf-admin --store s -q -f one.racf
        expect_silence
        # Refused, nothing is changed.
        cp s/profiles/PTKTDATA/A.toml before
        run racf-admin --store s --strict-keys -f one.racf
        expect_status 8
        expect_out "PTKT023I The $operand key is refused: it is text in EBCDIC, which is quickly guessed."
        unseen
        cmp -s s/profiles/PTKTDATA/A.toml before || fail 'a profile has changed'
        [ "$command" = 'RALTER PTKTDATA A' ] || racf-admin --store s RDELETE PTKTDATA A
    done
    racf-admin --store s "RDEFINE PTKTDATA A" >/dev/null 2>&1
done
echo "RALTER PTKTDATA A SSIGNON(KEYMASKED($good))" >one.racf
run racf-admin --store s --strict-keys -f one.racf
expect_status 0
expect_silence

# The key vault, and the programs that take a key by an option.
run racf-admin --store s key import WEAK --from weak.key
expect_status 0
expect_warning 'racf-admin: warning: the key in weak.key'
run racf-admin --store s key import OTHER --from weak.key --strict-keys
expect_status 77
expect_err_has 'racf-admin: error: the key in weak.key is weak'
unseen
run racf-admin --store s key generate SHORT --size 32
expect_status 0
expect_err_has 'the key is weak: it is an HMAC key of less than 64 bytes'
run racf-admin --store s key generate GOOD
expect_silence
for program in 'ptkt-gen -u U -a A' 'ptkt-verify -u U -a A ABCDEFGH'; do
    # shellcheck disable=SC2086  # a list of words
    {
        run $program -k weak.key
        [ "$status" -lt 2 ] || fail 'a weak key works'
        expect_warning "${program%% *}: warning: the key in weak.key"
        run $program -k weak.key --strict-keys
        expect_status 77
        expect_no_output
        unseen
        run $program -k good.key --strict-keys
        [ "$status" -lt 2 ] || fail 'a good key is taken'
        expect_silence
    }
done

# What is there is found; nothing of it is shown.
racf-admin --store s "RDEFINE PTKTDATA B SSIGNON(KEYLABEL(WEAK))"
racf-admin --store s -q "RDEFINE PTKTDATA C SSIGNON(KEYMASKED(4142434445464748))"
run racf-admin --store s key list
expect_equal "$(grep -v '^IRR' out | cut -f1,4 | tr '\t\n' ' ;')" 'GOOD;SHORT weak: short;WEAK weak: ebcdic-text;'
run racf-admin --store s key list --field weakness
expect_equal "$(sort -u out | tr '\n' ' ')" ' ebcdic-text short '
run racf-admin --store s check
expect_status 4
expect_equal "$(grep weak-key out | grep -v 'key IRR' | cut -f2-4)" 'weak-key	profile PTKTDATA C	a key is weak: it counts up or down
weak-key	key SHORT	a key is weak: it is an HMAC key of less than 64 bytes
weak-key	key WEAK	a key is weak: it is text in EBCDIC, which is quickly guessed'
unseen

# A store that refuses them does so whatever the options; it is on record.
run racf-admin --store s key policy
expect_out warn
run racf-admin --store s key policy never
expect_status 64
run racf-admin --store s key policy refuse
expect_status 0
run racf-admin --store s key policy --json
expect_out '{"v":1,"event":"key-policy","policy":"refuse"}'
echo "RDEFINE PTKTDATA D SSIGNON(KEYMASKED($weak))" >one.racf
run racf-admin --store s -f one.racf
expect_status 8
expect_out_has PTKT023I
run racf-admin --store s key import OTHER --from weak.key
expect_status 77
run racf-admin --store s audit --event key
expect_out_has 'policy'
printf x >>s/keys.toml
run racf-admin --store s -f one.racf
expect_status 78
expect_err_has 'keys.toml is damaged'
racf-admin --store s key policy warn

# A package with a weak key.
mkdir keys
cp "$samples/keys/"*.key keys
chmod 600 keys/*
echo "RDEFINE PTKTDATA APPLI2I SSIGNON(KEYMASKED($weak))" >one.racf
racf-admin --store s -q -f one.racf
racf-admin --store t init
racf-admin --store t 'SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)' >/dev/null
racf-admin --store t RDEFINE PTKTDATA APPLI2I >/dev/null
racf-admin --store s key wrap APPLI2I --to "$samples/keys/receiver-rsa.pem" >package
unwrap() {
    run racf-admin --store t key unwrap --expect APPLI2I --key keys/receiver-rsa.key --unsigned "$@" <package
}
unwrap --strict-keys
expect_status 77
expect_err_has 'APPLI2I: the key in the package is weak'
unseen
unwrap
expect_status 0
expect_warning 'racf-admin: warning: the key in the package'
