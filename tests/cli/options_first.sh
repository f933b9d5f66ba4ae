#!/bin/bash
# Options are judged before the work: one that is misspelt, or has a value that is not possible, ends the
# command with 64 before anything is sent, used up or changed.
. "$(dirname "$0")/lib.sh"

two_installations
start_receiver -m "$samples/HWSCFGR1" --store receiver --output text --control ctl
sender_member member
printf 'one\n' >lines
ticket=$(ptkt-gen --store sender -u USER0002 -a APPLI2I --at @1800000000)
echo "USER0002 APPLI2I $ticket @1800000000" >tickets
echo 'ADDUSER NEW NOPASSWORD' >commands
racf-admin --store full init
racf-admin --store full key generate KEY1 --kind hmac >/dev/null 2>&1 ||
    racf-admin --store full key generate KEY1 >/dev/null 2>&1
racf-admin --store receiver unload >unloaded
racf-admin --store empty init

# Each line: a command that changes or sends something, and is right as it stands.
acts=(
    "imscon-send --store sender -m member lines"
    "imscon-send send --store sender -m member lines"
    "imscon-send client --store sender -m member lines"
    "imscon-send fetch --store sender -m member --client-id CLIENT01"
    "ptkt-verify --store receiver -u USER0002 -a APPLI2I --at @1800000000 $ticket"
    "ptkt-verify --store receiver --batch tickets"
    "racf-admin --store receiver ADDUSER NEW NOPASSWORD"
    "racf-admin --store receiver -f commands"
    "racf-admin --store full key generate KEY2"
    "racf-admin --store full key delete KEY1"
    "racf-admin --store full check --repair"
    "racf-admin --store full rekey"
    "racf-admin --store receiver rotate APPLI2I"
    "racf-admin --store receiver audit --tickets on"
    "racf-admin --store empty load unloaded"
    "imscon-recv ctl --control ctl CLOSEHWS"
    "imscon-recv ctl --control ctl STOPRMT ICON1"
)
state() {
    find receiver full empty -type f ! -name '*lock*' -exec sha256sum {} + | sort
    cat recv.out
}
state >before
# wrong OPTION [VALUE]...: beside each command; options stand in front of the words.
unharmed() {
    expect_status 64
    kill -0 "$receiver" || fail 'the receiver has ended'
    state | cmp -s before - || fail 'something was changed'
}
for act in "${acts[@]}"; do
    read -r -a words <<<"$act"
    run "${words[@]:0:1}" --field nonsense "${words[@]:1}"
    unharmed
    program=${words[0]#ptkt-}
    program=${program^^}
    run env "PTKT_${program//-/_}_FIELD=nonsense" "${words[@]}"
    unharmed
    run "${words[@]:0:1}" --nonsense "${words[@]:1}"
    unharmed
    # Every option of the tool with a letter too many, and each that takes a value without one.
    tool=${words[0]}
    for option in $($tool --help | grep -oE -- '--[a-z][a-z-]+' | sort -u); do
        run "${words[@]:0:1}" "${option}x" "${words[@]:1}"
        unharmed
    done
done

# Values that are not possible, beside the words of each job that has the option.
send=(--store sender -m member)
impossible() {
    local job=$1 wrong
    shift
    for wrong in "$@"; do
        # shellcheck disable=SC2086  # two words
        run imscon-send $job "${send[@]}" $wrong
        unharmed
    done
}
of_all=('--timeout 0s' '--timeout 5' '--timeout 2d' '--retry -1' '--encoding cp273')
of_peer=('--datastore NINECHARS' '--at never' '--socket some' '--to nowhere' '--user NINECHARS'
    '--appl NINECHARS')
of_messages=('--format xml' '--trancode NINECHARS')
of_sending=('--sockets 0' '--sockets 65' '--sockets x' '--lterm NINECHARS')
of_client=('--timer 61m' '--exit HWSSMPL9' '--nak 65536' '--nak 0' '--duplicate never'
    '--client-id NINECHARS' '--client-id A*B' '--group NINECHARS')
for job in '' send; do
    impossible "$job" "${of_all[@]}" "${of_peer[@]}" "${of_messages[@]}" "${of_sending[@]}"
done
impossible client "${of_all[@]}" "${of_peer[@]}" "${of_messages[@]}" "${of_sending[@]}" \
    "${of_client[@]}" '--mode fast' '--mode trusted' '--mode resume' '--commit-mode 2' '--sync maybe'
impossible fetch "${of_all[@]}" "${of_peer[@]}" "${of_client[@]}" '--client-id A --retrieve some' \
    '--client-id A --max-messages 0' '--tpipe NINECHARS'
impossible link "${of_all[@]}" "${of_messages[@]}" '--listen x:y:z MSC12'
verify=(ptkt-verify --store receiver -u USER0002 -a APPLI2I --at @1800000000)
for wrong in '--group NINECHARS' '--user NINECHARS' '--appl NINECHARS' '--at never'; do
    # shellcheck disable=SC2086
    run "${verify[@]}" $wrong "$ticket"
    unharmed
done
for wrong in '--as NINECHARS' '--stop-at x'; do
    # shellcheck disable=SC2086
    run racf-admin --store receiver $wrong ADDUSER NEW NOPASSWORD
    unharmed
done
for wrong in '--size 16' '--size 257' '--kind rsa' '--expires 0s' '--expires 32d'; do
    # shellcheck disable=SC2086
    run racf-admin --store full key generate KEY2 $wrong
    unharmed
done
for wrong in '--at never' '--grace x' '--every 0s' '--every x' '--jitter x' '--as NINECHARS'; do
    # shellcheck disable=SC2086
    run racf-admin --store receiver rotate APPLI2I $wrong
    unharmed
done
for wrong in '--max-messages 0' '--parallel 0' '--time-limit 0s' '--timeout 0s' '--timeout 5' '--output xml' \
    '--encoding x' '--listen x'; do
    # shellcheck disable=SC2086
    run imscon-recv -m "$samples/HWSCFGR1" --store receiver --spool spool --listen 127.0.0.1:0 $wrong
    unharmed
    [ ! -e spool ] || fail 'a spool was made'
done

# The fields that are named as possible are the ones that results have.
fields_of() { sed -n 's/.*the fields are: //p' err | tr ' ' '\n' | sort; }
keys_of() { grep -oE '^\{.*' out | head -1 | python3 -c '
import json, sys
print("\n".join(sorted(json.loads(sys.stdin.readline()))))'; }
# Only a result with --as has a caller: ticket_authority.sh.
same_fields() {
    run "$@" --field nonsense
    fields_of | grep -vx caller >known
    run "$@" --json
    keys_of | diff known - >&2 || fail 'the fields that are told are not those of a result'
}
command -v python3 >/dev/null && {
    same_fields ptkt-gen --store sender -u USER0002 -a APPLI2I
    same_fields ptkt-verify --store receiver -u USER0002 -a APPLI2I --no-record "$ticket"
    same_fields ptkt-verify --store receiver -u USER0002 -a APPLI2I --explain "$ticket"
    same_fields imscon-send --store sender -m member --next lines
    same_fields racf-admin --store full key list
    same_fields racf-admin --store receiver key check-value APPLI2I
    same_fields racf-admin --store receiver rotate APPLI2I --status
    same_fields racf-admin --store receiver access USER0002 APPL APPLI2I
    mkdir -p spool/new
    same_fields imscon-recv spool check spool
}

# All of them do what they say when nothing is wrong.
run imscon-send --store sender -m member --next --field result lines
expect_out ack
run racf-admin --store receiver --field rc ADDUSER NEW NOPASSWORD
expect_out 0
stop_receiver
