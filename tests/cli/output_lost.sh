#!/bin/bash
# Standard output that is closed, full, or no longer read: what was asked for is done, or the status says
# that it was not; nothing is lost without a word.
. "$(dirname "$0")/lib.sh"

two_installations
sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >unchecked

# lost WHAT COMMAND...: runs the command with its output lost in each way that there is, the status in
# $status. read-one: the reader takes a line and goes; gone: it takes nothing; full: the disk is full;
# closed: there is no descriptor.
lost() {
    local way=$1
    shift
    # shellcheck disable=SC2034  # for fail
    last="$way: $*"
    case $way in
    read-one) "$@" 2>err > >(head -n 1 >first) ;;
    gone)
        rm -f pipe
        mkfifo pipe
        exec 7<>pipe 8>pipe 7<&-
        "$@" 2>err >&8 8>&-
        status=$?
        exec 8>&-
        return
        ;;
    full) "$@" 2>err >/dev/full ;;
    closed) "$@" 2>err >&- ;;
    esac
    status=$?
}
ways='read-one gone full closed'

# Programs that only print: the answer is not complete.
for i in $(seq 20000); do echo "USER0002 APPLI2I @$((1800000000 + i))"; done >requests
seq -f "ADDUSER X%g NOPASSWORD DATA('$(printf 'installation data %.0s' 1 2 3 4 5 6 7 8)')" 500 >users
racf-admin --store many init
racf-admin --store many -f users >/dev/null
for way in $ways; do
    lost "$way" ptkt-gen --store sender --batch requests
    expect_status 74
    lost "$way" ptkt-gen --store sender --batch --json requests
    expect_status 74
    lost "$way" racf-admin --store many unload
    expect_status 74
    lost "$way" racf-admin --store many audit
    expect_status 74
    lost "$way" racf-admin --store many audit --json
    expect_status 74
    lost "$way" racf-admin --store many SEARCH 'CLASS(USER)'
    [ "$way" = read-one ] || expect_status 74
done
for way in full closed; do
    lost "$way" ptkt-gen --store sender -u USER0002 -a APPLI2I
    expect_status 74
    lost "$way" racf-admin --help
    expect_status 74
    expect_err_has 'writing standard output'
done
lost gone ptkt-verify --help
expect_silence

# A command whose answer is lost is the last one; the message says which that was.
for way in $ways; do
    rm -rf store
    racf-admin --store store init
    seq -f 'ADDUSER U%g NOPASSWORD' 60 >commands
    # The first commands have much to say, so that no buffer of the pipe takes all.
    { for _ in $(seq 40); do echo 'SETROPTS LIST'; done; cat commands; } >batch.racf
    lost "$way" racf-admin --store store -f batch.racf
    expect_status 74
    racf-admin --store store SEARCH 'CLASS(USER)' | grep -c '^U' >made
    [ "$(cat made)" -lt 60 ] || fail 'all commands were carried out and the status is 74'
    expect_err_has 'are not carried out'
done

# Tickets after the one whose answer is lost are not used up: the last one is good, once.
racf-admin --store receiver RALTER PTKTDATA APPLI2I.USER0002 NOAPPLDATA >/dev/null
racf-admin --store receiver 'SETROPTS RACLIST(PTKTDATA) REFRESH' >/dev/null
second=1800000000
for way in $ways; do
    for _ in $(seq 1000); do echo "USER0002 APPLI2I @$((second++))"; done >requests
    ptkt-gen --store sender --batch requests | awk -F '\t' '{ print $1, $2, $4, "@" $3 }' >tickets
    lost "$way" ptkt-verify --store receiver --batch --json tickets
    expect_status 74
    tail -1 tickets >last_ticket
    run ptkt-verify --store receiver --batch last_ticket
    expect_status 0
    run ptkt-verify --store receiver --batch last_ticket
    expect_status 1
done
for way in gone full closed; do
    lost "$way" ptkt-verify --store receiver -u USER0002 -a APPLI2I --at @1900000000 --no-record \
        "$(ptkt-gen --store sender -u USER0002 -a APPLI2I --at @1900000000)"
    expect_status 74
done

# A sender sends no more, and keeps what it has not sent: each message is in the spool or in the file.
start_receiver -m unchecked --spool spool --output text
sender_member member '/APPL=APPLI2I,USERID/d'
sed -i 's/^ APPL=APPLI2I,USERID=USER0002,$//' member
seq 3000 >lines
for way in $ways; do
    for form in text json; do
        options=(--sockets 4)
        [ $form = text ] || options+=(--json)
        rm -f rest
        before=$(ls spool/new | wc -l)
        lost "$way" imscon-send --store sender -m member --unsent rest "${options[@]}" lines
        expect_status 74
        expect_err_has 'nothing more is sent'
        [ -s rest ] || fail 'nothing was kept as unsent'
        kept=$(wc -l <rest)
        while [ $(($(ls spool/new | wc -l) - before + kept)) -lt 3000 ]; do
            kill -0 "$receiver" || break
        done
        cat spool/new/*.txt | cat - rest | sort -n >all
        expect_equal "$(cmp all <(sort -n lines) && echo same)" same
        rm spool/new/*
    done
done

# A file for what is unsent that cannot be made is told before anything is sent.
run imscon-send --store sender -m member --unsent nowhere/rest lines
[ "$status" -ge 64 ] || fail 'sent without a place for what is unsent'
expect_no_output
lost gone imscon-send --store sender -m member --retry 5 lines
expect_status 74
expect_err_has '--unsent FILE keeps'
stop_receiver
[ "$(ls spool/new | wc -l)" -lt 3000 ] || fail 'all was sent and the status is 74'

# The receiver acknowledges nothing that it cannot write.
# shellcheck disable=SC2034  # for start_receiver
receiver_output=/dev/full
start_receiver -m unchecked --output text
run imscon-send --store sender -m "$(sender_member member2 '/APPL=APPLI2I,USERID/d' 's/^ APPL=APPLI2I,USERID=USER0002,$//'; echo member2)" lines
[ "$status" -ne 0 ] || fail 'all was acknowledged and nothing written'
! grep -q '	ack	' out || fail 'acknowledged what was not written'
await_receiver 74
