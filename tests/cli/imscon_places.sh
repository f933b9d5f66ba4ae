#!/bin/bash
# One source that opens all the connections it can and says nothing: it gets its part of the places and
# no more, each that is turned away is counted by its reason, and others are served. An IPv4 source is an
# address, an IPv6 source half of one: here it has 64 addresses. PTKT_ROUNDS connections; 1500 otherwise.
. "$(dirname "$0")/lib.sh"

if [ "${1:-}" != inside ]; then
    unshare --user --map-root-user --net true 2>/dev/null && perl -MIO::Socket::IP -e 1 2>/dev/null || {
        echo "no network of its own can be made here: not tested"
        exit 77
    }
    cd / && rm -rf "$work" && exec unshare --user --map-root-user --net bash "$here/imscon_places.sh" inside
fi
ip link set lo up 2>/dev/null || {
    echo "the loopback of a network of its own cannot be used here: not tested"
    exit 77
}
for i in $(seq 64); do
    printf 'addr add 2001:db8:0:1::%x/128 dev lo nodad\n' "$i"
done >addresses
{ cat addresses && echo 'addr add 2001:db8:0:2::1/128 dev lo nodad'; } | ip -6 -batch - 2>/dev/null || exit 77

# The connections of a source: FROM is an address, and for IPv6 they come from all 64. It says how many
# are left when everyone was opened, and keeps them until its standard input ends.
cat >opener.pl <<'PERL'
use strict;
use IO::Socket::IP;
use IO::Select;
my ($from, $to, $port, $count) = @ARGV;
my $kept = IO::Select->new;
sub drop_closed { for my $one ($kept->can_read(shift)) { $kept->remove($one) unless sysread $one, my $x, 1 } }
for my $i (1 .. $count) {
    my $address = $from =~ /:$/ ? sprintf('%s%x', $from, 1 + $i % 64) : $from;
    my $one = IO::Socket::IP->new(LocalHost => $address, PeerHost => $to, PeerPort => $port, Timeout => 20)
        or die "$address: $@";
    $kept->add($one);
    drop_closed(0) if $i % 50 == 0;
}
# Those that come last are turned away when the receiver comes to them: as many as are still to go.
while ($kept->count > $ARGV[4]) { drop_closed(0.1) }
$| = 1;
print $kept->count, "\n";
drop_closed(0.1) while !IO::Select->new(\*STDIN)->can_read(0);
PERL

two_installations
sed 's/MAXSOC=200/MAXSOC=401,TCPIPQ=4096/' "$samples/HWSCFGR1" >member_r
count=${PTKT_ROUNDS:-1500}
echo hello >line

# crowd FROM TO MOST [LISTEN]: so many places of the 400 are one source's. The honest sender comes by
# 127.0.0.1 in either case.
crowd() {
    local left more=()
    [ -z "${4:-}" ] || more=(--listen "$4:0")
    start_receiver -m member_r --store receiver "${more[@]}" --timeout 60s
    port=$(sed -n '1s/.*://p' ready)
    sender_member member
    mkfifo hold said
    perl opener.pl "$1" "$2" "$(sed -n '$s/.*://p' ready)" "$count" "$3" <hold >said &
    opener=$!
    exec 6>hold
    read -rt 120 left <said
    last="$count connections from $1"
    expect_equal "$left" "$3"
    run imscon-send --store sender -m member --next line
    expect_out '1	ack	'
    expect_status 0
    exec 6>&-
    wait $opener
    rm hold said
    stop_receiver
    grep -q 'too many connections of this address have not signed on' recv.err || fail 'no reason was told'
}
crowd 127.0.0.2 127.0.0.1 200
crowd 2001:db8:0:1:: ::1 199 '[::1]' # of two ports, each takes a place
