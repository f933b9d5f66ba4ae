#!/bin/bash
# A key that is given by mistake, as the value of any option, of its variable, or as an operand: no
# program prints it, on standard output or standard error.
. "$(dirname "$0")/lib.sh"

key=E001193519561977
racf-admin --store s init
export PTKT_STORE=$PWD/s

# Every option of a program (or of a verb) that has a value, from its own help.
options_of() {
    "$@" --help | grep -oE -- '--[a-z][a-z-]* [A-Z]' | cut -d' ' -f1 | sort -u
}

shows_nothing() {
    if grep -qi -- "$key" out err; then
        fail "the key is shown: $*"
        return
    fi
}

tried=0
for words in ptkt-gen ptkt-verify imscon-send 'imscon-send client' \
    'imscon-send fetch' 'imscon-send link' imscon-recv racf-admin 'racf-admin key' \
    'racf-admin rotate' 'racf-admin rekey' 'racf-admin load' 'racf-admin audit' \
    'racf-admin access' 'racf-admin check' 'racf-admin unload'; do
    read -ra command <<<"$words"
    for option in $(options_of "${command[@]}"); do
        variable=PTKT_$(tr a-z- A-Z_ <<<"${option#--}")
        run timeout 10 "${command[@]}" "$option" "$key" </dev/null
        shows_nothing "$words $option"
        run timeout 10 "${command[@]}" "$option=$key" </dev/null
        shows_nothing "$words $option="
        run timeout 10 env "$variable=$key" "${command[@]}" </dev/null
        shows_nothing "$variable $words"
        tried=$((tried + 3))
    done
done
[ "$tried" -gt 150 ] || fail "only $tried options were tried"

# In a batch, and in the place of a ticket.
racf-admin --store s 'ADDUSER USER0002 PASSWORD(TEST0002)'
for line in "$key APPLI2I" "USER0002 $key" "{\"user\":\"$key\",\"appl\":\"A\"}" "{\"$key\":\"A\"}" \
    "{\"user\":\"USER0002\",\"appl\":\"$key\"}" "$key"; do
    run ptkt-gen --batch <<<"$line"
    expect_status 65
    shows_nothing "ptkt-gen --batch: $line"
done
for line in "$key APPLI2I GQ3KZ81P" "USER0002 $key GQ3KZ81P" "USER0002 APPLI2I $key" "USER0002 APPLI2I A $key"; do
    for form in '' --json; do
        run ptkt-verify --batch $form <<<"$line"
        shows_nothing "ptkt-verify --batch $form: $line"
    done
done
for form in '' --json --explain '--explain --json'; do
    # shellcheck disable=SC2086  # a list of options
    run ptkt-verify $form -u USER0002 -a APPLI2I "$key"
    expect_status 1
    shows_nothing "ptkt-verify $form"
done

# What people do most: the key itself for its file, and the master key in its variable.
run ptkt-gen -u USER0002 -a APPLI2I -k "$key"
expect_status 66
expect_err_has 'looks like a key, not shown'
expect_err_has 'hint: put a key into a file'
run ptkt-gen -u USER0002 -a APPLI2I "-k$key"
shows_nothing -k
run racf-admin key import A.LABEL --from "$key"
expect_err_has 'looks like a key, not shown'
shows_nothing --from
PTKT_MASTER_KEY=$key$key$key$key run ptkt-gen -u USER0002 -a APPLI2I
shows_nothing PTKT_MASTER_KEY
printf '[ptkt-gen]\nkey-file = "%s"\nnonsense = "%s"\n' "$key" "$key" >settings
run ptkt-gen --config settings -u USER0002 -a APPLI2I
expect_status 78
shows_nothing settings
for operand in ptkt-verify imscon-send imscon-recv; do
    run timeout 10 "$operand" "$key" "$key" "$key" </dev/null
    shows_nothing "$operand"
done
