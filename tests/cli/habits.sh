#!/bin/bash
# Habits that all programs share: help where one is, the case of our words, settings and their sources, names
# for scripts, return codes for set -e.
. "$(dirname "$0")/lib.sh"

two_installations 2>/dev/null
export PTKT_STORE=$PWD/receiver
cp "$samples/HWSCFGS1" "$samples/HWSCFGM1" .

# helps WORD...: the same help in every way of asking.
helps() {
    local program=$1 word=$2
    run "$program" "$word" --help
    expect_status 0
    expect_out_has "Usage: $program $word"
    cp out asked
    run "$program" "${word^^}" -h
    cmp -s out asked || fail 'other help in upper case'
    run "$program" help "$word"
    expect_status 0
    cmp -s out asked || fail "other help after help"
}
for word in access audit check init key list load rekey replay rotate unload; do
    helps racf-admin $word
done
for word in send client fetch link; do
    helps imscon-send $word
done
for word in ctl decode spool top; do
    helps imscon-recv $word
done
run racf-admin LISTUSER USER0002 --help
expect_status 0
expect_out_has 'LISTUSER (LU)'

# A mistyped word of ours is named.
while read -r meant words; do
    # shellcheck disable=SC2086  # the words of a command
    run $words
    expect_status 64
    expect_err_has "did you mean '$meant'?"
done <<'SLIPS'
spool imscon-recv spol check nodir
decode imscon-recv help dcode
check imscon-recv spool chek nodir
users racf-admin list user
generate racf-admin key generte A.KEY
status racf-admin replay statis
SLIPS
# Also where the store is not found because its option stands after the command.
run env PTKT_STORE=nowhere racf-admin LISTUSER IBMUSER --store "$PTKT_STORE"
expect_status 66
expect_err_has 'options such as --store go before LISTUSER'

# A field that no record has is an error; one that others have is an empty line. Records have one form.
run racf-admin audit --field nobody
expect_status 64
expect_err_has 'the fields are: v event time'
run racf-admin audit --event command --field appl
expect_status 0
run racf-admin audit --verify --field appl
expect_status 64
run racf-admin unload --field user
expect_status 64
expect_no_output

# Our own words in any case.
run racf-admin KEY LIST
expect_status 0
run ptkt-gen --store sender -u USER0002 -a APPLI2I --type LEGACY
expect_status 0
run imscon-recv SPOOL Check nodir
expect_status 66

# Return codes that a script takes as done; errors without one stay.
run racf-admin LISTUSER NOBODY
expect_status 4
run racf-admin --ok-rc 4 LISTUSER NOBODY
expect_status 0
run racf-admin --ok-rc 3 LISTUSER NOBODY
expect_status 4
run racf-admin --ok-rc 12 --store nowhere LISTUSER
expect_status 66
run racf-admin access USER0002 FACILITY NO.PROFILE
expect_status 4
run racf-admin access USER0002 FACILITY NO.PROFILE --ok-rc 4
expect_status 0
# A setting does not turn a denial into a success: it is for RACF commands.
run env PTKT_RACF_ADMIN_OK_RC=4 racf-admin access USER0002 FACILITY NO.PROFILE
expect_status 4
printf '[racf-admin]\nok-rc = 12\n' >lax
run racf-admin --config lax access USER0002 FACILITY NO.PROFILE
expect_status 4
run racf-admin --config lax LISTUSER NOBODY
expect_status 0
# Words do not share a setting that means something else to each.
run racf-admin audit --event command
cp out audited
run env PTKT_RACF_ADMIN_USER=NOBODY PTKT_RACF_ADMIN_APPL=NONE racf-admin audit --event command
cmp -s out audited || fail 'a setting leaves records out'
run env PTKT_RACF_ADMIN_TO=nowhere racf-admin key wrap APPLI2I
expect_status 64
# A setting does not take the place of what the command line says.
echo E001193519561977 >some.key
chmod 600 some.key
run env PTKT_GEN_KEY_FILE=some.key ptkt-gen --store nowhere -u USER0002 -a APPLI2I
expect_status 66
run env PTKT_GEN_KEY_FILE=some.key PTKT_STORE=nowhere ptkt-gen -u USER0002 -a APPLI2I
expect_status 0
run env PTKT_GEN_KEY_FILE=some.key PTKT_STORE=sender ptkt-gen --master-key nowhere -u USER0002 -a APPLI2I
expect_err_has nowhere
run env PTKT_GEN_BATCH=1 ptkt-gen --store sender -u USER0002 -a APPLI2I --field user
expect_out USER0002
run env PTKT_VERIFY_BATCH=1 ptkt-verify -u USER0002 -a APPLI2I --no-record --field user XXXXXXXX
expect_out USER0002
run racf-admin replay status --ok-rc 4
expect_status 0

# Names, one a line.
run racf-admin list users
expect_out $'IBMUSER\nUSER0001\nUSER0002'
run racf-admin list profiles ptktdata
expect_out_has APPLI2I
run racf-admin list users --json
expect_out_has '{"v":1,"event":"name","what":"users","class":"USER","name":"IBMUSER"}'
run racf-admin list users --field name
expect_out $'IBMUSER\nUSER0001\nUSER0002'
racf-admin key generate A.KEY
run racf-admin list keys
expect_out A.KEY
run imscon-send --list rmtimscon -m HWSCFGS1
expect_out ICON2
run imscon-send --list rmtimscon -m HWSCFGS1 --json
expect_out '{"v":1,"event":"name","what":"rmtimscon","class":null,"name":"ICON2"}'
run imscon-send link --list link -m HWSCFGM1
expect_out MSC12
run racf-admin audit --event command
! grep -q ' list ' out || fail 'a listing of names is on record'

# Settings of subcommands, and where each value comes from. What has no effect in a run is passed over.
cat >settings <<'SETTINGS'
store = "receiver"
[racf-admin]
every = "30d"
kind = "hmac"
event = "command"
[ptkt-gen]
jobs = 4
user = "NOBODY"
[imscon-recv]
appl = ["APPLI2I"]
parallel = 2
SETTINGS
export PTKT_CONFIG=$PWD/settings
unset PTKT_STORE
run racf-admin rotate --show-config
expect_out_has $'every\t30d\t'"$PWD/settings:3"
expect_out_has $'store\treceiver\t'"$PWD/settings:1"
expect_out_has $'grace\t\tdefault'
cp out rotate.settings
run racf-admin --show-config rotate
cmp -s out rotate.settings || fail 'other settings of a word behind the option'
run imscon-recv decode --show-config
cp out decode.settings
run imscon-recv --show-config decode
cmp -s out decode.settings || fail 'other settings of a word behind the option'
run racf-admin audit --show-config --user KIM
expect_out_has $'user\tKIM\tcommand line'
expect_out_has $'event\tcommand\t'"$PWD/settings:5"
run env PTKT_RACF_ADMIN_EVERY=7d racf-admin rotate --show-config --json
expect_out_has '{"v":1,"event":"setting","option":"every","value":"7d","source":"PTKT_RACF_ADMIN_EVERY"}'
run racf-admin rotate APPLI2I --abort
expect_status 66
run racf-admin list users
expect_status 0
run ptkt-gen --store sender -u USER0002 -a APPLI2I --field user
expect_out USER0002
run imscon-recv decode --show-config
expect_status 0
run env PTKT_IMSCON_SEND_ENCODING=ascii imscon-recv --show-config
expect_out_has $'encoding\t\tdefault'
sed -i 's/every = "30d"/evrey = "30d"/' settings
run racf-admin rotate APPLI2I --status
expect_status 78
expect_err_has "settings:3:1: unknown setting 'evrey'"
