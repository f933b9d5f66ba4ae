#!/bin/bash
# What the shells offer: words, options of subcommands, fields, and names of a store and of a member.
. "$(dirname "$0")/lib.sh"

two_installations 2>/dev/null
export PTKT_STORE=$PWD/sender
cp "$samples"/HWSCFG* .
completions=$here/../../completions
for program in ptkt-gen ptkt-verify racf-admin imscon-send imscon-recv; do
    # shellcheck disable=SC1090
    . "$completions/$program.bash"
done
compopt() { :; }

# offered WORD...: what bash offers for the last of these words, a line each. As in readline, `=` is a word.
offered() {
    local function_name word
    COMP_WORDS=()
    for word; do
        case $word in
        --*=) COMP_WORDS+=("${word%=}" '=') ;;
        --*=*) COMP_WORDS+=("${word%%=*}" '=' "${word#*=}") ;;
        *) COMP_WORDS+=("$word") ;;
        esac
    done
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    COMPREPLY=()
    function_name=_${1//-/_}
    last="$*"
    "$function_name"
    printf '%s\n' "${COMPREPLY[@]}" | LC_ALL=C sort >out
    : >err
}
offers() { grep -qxF -- "$1" out || fail "is to be offered: $1"; }
offers_not() { ! grep -qxF -- "$1" out || fail "is not to be offered: $1"; }

offered ptkt-gen --ty
expect_out --type
offered ptkt-gen --type m
expect_out mixed
offered ptkt-gen --type=m
expect_out mixed
offered ptkt-gen --type=
offers legacy
offered ptkt-gen --field val
expect_out $'valid_from\nvalid_until'
offered ptkt-gen -u ibm
offers IBMUSER
offered ptkt-gen -u USER0002 -a ''
offers APPLI2I
offered ptkt-gen --store nowhere -u ''
offers_not IBMUSER

offered racf-admin rot
expect_out rotate
offered racf-admin rotate --e
expect_out $'--emit\n--every'
offered racf-admin rotate appl
offers APPLI2I
offered racf-admin --json rotate --emit i
expect_out icsf
offered racf-admin rotate --field next_
offers next_at
for word in access audit check init key list load rekey replay rotate; do
    offered racf-admin $word --field eve
    expect_out event
done
offered racf-admin access --field racf_r
expect_out $'racf_rc\nracf_reason'
offered racf-admin audit --field dec
expect_out decision
offered racf-admin audit --rea
expect_out --reason
offered racf-admin audit --every
expect_out ''
offered racf-admin key g
expect_out generate
offered racf-admin KEY import --fr
expect_out --from
offered racf-admin check --acc
expect_out --accept
offered racf-admin listu
expect_out LISTUSER
offered racf-admin lu ibmu
expect_out IBMUSER
offered racf-admin altuser USER0002 nopass
expect_out NOPASSWORD
offered racf-admin help rota
expect_out rotate

offered imscon-send fe
offers fetch
offered imscon-send -m HWSCFGS1 -r ''
expect_out ICON2
offered imscon-send client -m HWSCFGS1 --mode=send-only
expect_out $'send-only\nsend-only-ack\nsend-only-error'
offered imscon-send link -m HWSCFGM1 ''
offers MSC12
offered imscon-send fetch --retri
expect_out --retrieve
offered imscon-recv ctl view
offers VIEWHWS
offered imscon-recv decode --ref
expect_out --refusals
offered imscon-recv ctl --field lclp
expect_out lclplkid
offered imscon-recv spool --field torn
expect_out torn_bytes
offered imscon-recv decode --field ref
expect_out $'refusals\nrefused'
offered imscon-recv spool rec
expect_out recover

# A name that the shell would take apart is offered so that it stays whole.
racf-admin --store sender "RDEFINE FACILITY A\$B"
offered racf-admin rlist FACILITY ''
offered racf-admin permit 'A$'
offers 'A\$B'

# The other shells read theirs.
if command -v fish >/dev/null; then
    run fish -c "source '$completions/racf-admin.fish'; complete -C 'racf-admin rotate --ev'"
    expect_out_has '--every'
    run fish -c "source '$completions/racf-admin.fish'; complete -C 'racf-admin rotate appl'"
    expect_out_has APPLI2I
    run fish -c "source '$completions/imscon-send.fish'; complete -C 'imscon-send -m HWSCFGS1 -r '"
    expect_out_has ICON2
    run fish -c "source '$completions/ptkt-gen.fish'; complete -C 'ptkt-gen --type=m'"
    expect_out_has mixed
fi
if command -v zsh >/dev/null; then
    for program in ptkt-gen ptkt-verify racf-admin imscon-send imscon-recv; do
        run zsh -n "$completions/_$program"
        expect_status 0
    done
fi
