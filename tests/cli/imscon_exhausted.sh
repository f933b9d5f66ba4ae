#!/bin/bash
# A receiver that may have few descriptors, or little memory: it turns away what is too much, keeps what
# it has, and goes on as before when there is room again.
. "$(dirname "$0")/lib.sh"

two_installations
real=$(command -v imscon-recv)
mkdir limited
cat >limited/imscon-recv <<END
#!/bin/bash
ulimit \$LIMIT && exec "$real" "\$@"
END
chmod +x limited/imscon-recv
start_limited() {
    local LIMIT=$1
    export LIMIT
    shift
    PATH=$work/limited:$PATH start_receiver -m "$samples/HWSCFGR1" --store receiver "$@"
    export -n LIMIT
    sender_member member
}
# An honest sender with a connection of its own, which a line makes send one message.
start_honest() {
    rm -f lines acks
    mkfifo lines
    : >acks
    sent=0
    imscon-send --store sender -m member -r ICON2 -t PART --next lines >acks 2>honest.err &
    honest=$!
    exec 7>lines
}
expect_message() {
    local left=300
    sent=$((sent + 1))
    echo "message $sent" >&7
    until [ "$(grep -c '	ack	' acks)" -ge "$sent" ]; do
        left=$((left - 1))
        [ $left -gt 0 ] || { fail "message $sent was not acknowledged"; return; }
        read -rt 0.1 <> <(:)
    done
}
end_honest() {
    exec 7>&-
    wait $honest
    last='the sender that was there all the time'
    status=$?
}
echo one >line

# Descriptors: so few that the silent connections of strangers take all of them.
start_limited '-n 32'
start_honest
expect_message
fds=''
for _ in $(seq 60); do
    exec {fd}<>"/dev/tcp/127.0.0.1/$port" || break
    fds="$fds $fd"
done
for _ in 1 2 3; do expect_message; done
for fd in $fds; do exec {fd}<&- {fd}>&-; done
run imscon-send --store sender -m member -r ICON2 -t PART --next line
expect_out '1	ack	'
expect_status 0
expect_message
end_honest
stop_receiver

# Memory: enough for what is small. A message of 9 MB ends its own connection, at most.
head -c 32000 /dev/zero | tr '\0' x >segment
{
    for _ in $(seq 280); do
        printf '\x7d\x04\x00\x00' && cat segment
    done
    printf '\x00\x04\x00\x00'
} >long
for limit in 16000 20000 30000 60000; do
    start_limited "-v $limit" --output raw || { fail "does not start with $limit KiB"; continue; }
    start_honest
    expect_message
    run imscon-send --store sender -m member -r ICON2 -t PART --next --format raw long
    case $status in
        0) expect_out '1	ack	' ;;
        *) expect_out_has '1	' ;;
    esac
    printf '%s KiB: status %s, %s\n' "$limit" "$status" "$(cut -c1-100 out | head -1)"
    for _ in 1 2 3; do expect_message; done
    run imscon-send --store sender -m member -r ICON2 -t PART --next line
    expect_out '1	ack	'
    expect_status 0
    end_honest
    stop_receiver
done
