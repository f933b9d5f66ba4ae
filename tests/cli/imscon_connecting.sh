#!/bin/bash
# imscon-send beside a connection that does not come about: it holds up no other.
. "$(dirname "$0")/lib.sh"
needs perl
[ -r /proc/net/tcp ] || exit 77

two_installations

# An IMS Connect that takes one connection in and then nobody more, since its queue is full. It
# answers the first message when somebody else knocks in vain, and each that follows at once.
cat >deaf.pl <<'PERL'
use strict;
use Socket;
use IO::Socket::INET;
$SIG{PIPE} = 'IGNORE';
socket(my $listener, PF_INET, SOCK_STREAM, 0) or die $!;
bind($listener, pack_sockaddr_in(0, INADDR_LOOPBACK)) or die $!;
listen($listener, 0) or die $!;
my ($port) = unpack_sockaddr_in(getsockname($listener));
open(my $ready, '>', 'deaf.port.new') or die $!;
print $ready $port;
close $ready;
rename 'deaf.port.new', 'deaf.port' or die $!;
accept(my $client, $listener) or die $!;

my @knocking = map { IO::Socket::INET->new(PeerAddr => "127.0.0.1:$port", Blocking => 0) } 1 .. 8;
sub waiting {    # connections to our port whose SYN nobody has answered
    open(my $table, '<', '/proc/net/tcp') or die $!;
    return scalar grep { / [0-9A-F]{8}:\d*${\sprintf('%04X', $port)} 02 / } <$table>;
}
sub message {
    my ($length, $rest) = (0, '');
    sysread($client, $length, 4) or exit 0;
    sysread($client, $rest, unpack('N', $length) - 4 - length $rest, length $rest)
        while length($rest) < unpack('N', $length) - 4;
}
my $ours = waiting();
message();
select undef, undef, undef, 0.02 until waiting() > $ours;
for (1 .. 2) {
    syswrite $client, pack('N n C C', 16, 12, 0, 0) . "\x5c\xc3\xe2\xd4\xd6\xd2\xe8\x5c";
    message() if $_ == 1;
}
open(my $gate, '<', 'gate') or die $!;
<$gate>;
PERL
mkfifo gate lines results
perl deaf.pl &
server=$!
until [ -s deaf.port ] || ! kill -0 "$server" 2>/dev/null; do read -rt 0.05 <> <(:); done
port=$(cat deaf.port)
sender_member member s/AUTOCONN=Y/AUTOCONN=N/
imscon-send --store sender -m member --next --sockets 2 <lines >results 2>err &
sender=$!
exec 6>lines 7<results
printf 'one\ntwo\n' >&6
# The second message has no connection yet, and the first one its answer all the same; so has a
# third, on the connection that there is.
expect_equal "$(timeout 60 head -n 1 <&7)" '1	ack	'
echo three >&6
exec 6>&-
expect_equal "$(timeout 60 head -n 1 <&7)" '3	ack	'
echo go >gate
wait "$server"
timeout 60 cat <&7 >out
wait "$sender"
status=$?
last='a sender beside a connection that does not come about'
expect_status 69
expect_out "2	unsent	cannot connect to 127.0.0.1:$port: Connection refused"

# An address that does not answer has its time, and is told.
cat >mute.pl <<'PERL'
use strict;
use Socket;
use IO::Socket::INET;
socket(my $listener, PF_INET, SOCK_STREAM, 0) or die $!;
bind($listener, pack_sockaddr_in(0, INADDR_LOOPBACK)) or die $!;
listen($listener, 0) or die $!;
my ($port) = unpack_sockaddr_in(getsockname($listener));
my @knocking = map { IO::Socket::INET->new(PeerAddr => "127.0.0.1:$port", Blocking => 0) } 1 .. 8;
open(my $ready, '>', 'mute.port') or die $!;
print $ready "$port\n";
close $ready;
open(my $gate, '<', 'gate') or die $!;
<$gate>;
PERL
perl mute.pl &
server=$!
until [ -s mute.port ] || ! kill -0 "$server" 2>/dev/null; do read -rt 0.05 <> <(:); done
port=$(cat mute.port)
sender_member member s/AUTOCONN=Y/AUTOCONN=N/
echo one >one
run imscon-send --store sender -m member --next --timeout 1s one
expect_status 69
expect_out "1	unsent	cannot connect to 127.0.0.1:$port: Connection timed out"
# One that fetches is ended by a signal meanwhile.
imscon-send fetch --to "127.0.0.1:$port" --client-id CLIENT01 --timeout 1h >out 2>err &
fetcher=$!
until grep -q 'State:.*S' "/proc/$fetcher/status" 2>/dev/null &&
    grep -q 'SigBlk:.*4002$' "/proc/$fetcher/status"; do read -rt 0.05 <> <(:); done
kill "$fetcher"
wait "$fetcher"
status=$?
last='a fetcher without a connection'
expect_status 0
echo go >gate
wait "$server"
