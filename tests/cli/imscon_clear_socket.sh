#!/bin/bash
# The warning that PassTickets cross a network on a clear socket. The network is one of its own, with
# an address beside the loopback ones.
if [ "${1-}" != inside ]; then
    for program in perl openssl; do
        command -v "$program" >/dev/null && continue
        echo "$program is not installed: not tested"
        exit 77
    done
    unshare -rn true 2>/dev/null || {
        echo "no namespace of its own can be made here: not tested"
        exit 77
    }
    exec unshare -rn bash "$0" inside
fi
. "$(dirname "$0")/lib.sh"

# SIOCSIFADDR and SIOCSIFFLAGS on the loopback interface, which has an alias then.
perl -MSocket -e '
    socket(my $socket, AF_INET, SOCK_DGRAM, 0) or die $!;
    my $address = sub { pack("Z16 a16", shift, pack_sockaddr_in(0, inet_aton(shift))) };
    for (["lo", "127.0.0.1"], ["lo:1", "192.0.2.1"]) {
        ioctl($socket, 0x8916, $address->(@$_)) or die $!;
        ioctl($socket, 0x8914, pack("Z16 s x14", $_->[0], 0x49)) or die $!;
    }' || exit 77

two_installations
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=server -days 30 \
    -addext subjectAltName=IP:192.0.2.1 -keyout server.key -out server.pem 2>/dev/null
chmod 600 server.key
away=192.0.2.1
printf 'one\ntwo\n' >lines
send() { imscon-send --store sender --next -m member "$@" lines; }
warnings() { grep -c 'warning: .* clear socket' err; }
member_for() { sender_member member "s/HOSTNAME=LOCALHOST/IPADDR=$1/" "${@:2}"; }

start_receiver -m "$samples/HWSCFGR1" --store receiver --listen "$away:0"
# The port of the second address: the first one is that of lib.sh.
expect_equal "$(grep -c 'warning: PassTickets come to' recv.err)" 1
grep -q "warning: PassTickets come to $away:[0-9]* over clear sockets" recv.err || fail 'no warning'
loopback_port=$(sed -n 's/^127.0.0.1://p' ready)
port=$(sed -n "s/^$away://p" ready)

# Once for a run, and not when nobody wants to hear it, or no ticket goes there.
member_for "$away"
run send
expect_status 0
expect_equal "$(warnings)" 1
expect_err_has "warning: PassTickets go to $away:$port over a clear socket"
expect_err_has 'hint: give --tls, or put TLS between the two machines, as AT-TLS does on z/OS'
run send -q
expect_status 0
expect_equal "$(warnings)" 0
member_for "$away" 's/ APPL=APPLI2I,USERID=USER0002,//'
run send
expect_equal "$(warnings)" 0
port=$loopback_port
member_for 127.0.0.1
run send
expect_status 0
expect_equal "$(warnings)" 0
stop_receiver

# With TLS neither side warns.
start_receiver -m "$samples/HWSCFGR1" --store receiver --listen "$away:0" --tls \
    --tls-cert server.pem --tls-key server.key
expect_equal "$(grep -c warning recv.err)" 0
port=$(sed -n "s/^$away://p" ready)
member_for "$away"
run send --tls --tls-ca server.pem
expect_status 0
expect_equal "$(warnings)" 0
stop_receiver

# Without RACF=Y no ticket is looked at.
sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >unchecked
start_receiver -m unchecked --store receiver --listen "$away:0"
expect_equal "$(grep -c 'warning: PassTickets' recv.err)" 0
stop_receiver

# An MSC link has a PassTicket each way: each side warns of its own, once, and not with TLS.
msc_installations
start_receiver -m "$samples/HWSCFGR1" --store receiver --listen "$away:0"
return_port=$(sed -n "s/^$away://p" ready)
stop_receiver
sed "s/PORT=9999/PORT=$return_port/;s/HOSTNAME=LOCALHOST/IPADDR=$away/" "$samples/HWSCFGM2" >m2
link() {
    imscon-send link --store one --next MSC12 --listen "$away:$return_port" -m m1 "$@" lines
}
for tls in '' '--tls --tls-cert server.pem --tls-key server.key --tls-ca server.pem'; do
    [ -n "$tls" ] && expected=0 || expected=1
    # shellcheck disable=SC2086  # a list of words
    start_receiver -m m2 --store two --listen "$away:0" $tls
    port=$(sed -n "s/^$away://p" ready)
    sed "s/PORT=8888/PORT=$port/;s/HOSTNAME=LOCALHOST/IPADDR=$away/" "$samples/HWSCFGM1" >m1
    for _ in first second; do
        # shellcheck disable=SC2086
        run link $tls
        expect_status 0
        expect_equal "$(grep -c "warning: a PassTicket goes to $away:$port" err)" "$expected"
    done
    stop_receiver
    expect_equal "$(grep -c "warning: a PassTicket goes to $away:$return_port" recv.err)" "$expected"
done
