#!/bin/bash
# A large message to a peer that reads nothing: it holds up none of the other sockets of imscon-send.
. "$(dirname "$0")/lib.sh"
needs perl

# An IMS Connect of two connections. Where the beginning of a large message comes it reads nothing
# more until it is told to; what is smaller it acknowledges.
cat >stuck.pl <<'PERL'
use strict;
use Socket;
use IO::Select;
$SIG{PIPE} = 'IGNORE';
socket(my $listener, PF_INET, SOCK_STREAM, 0) or die $!;
setsockopt($listener, SOL_SOCKET, SO_RCVBUF, 65536) or die $!;
bind($listener, pack_sockaddr_in(0, INADDR_LOOPBACK)) or die $!;
listen($listener, 8) or die $!;
my ($port) = unpack_sockaddr_in(getsockname($listener));
open(my $ready, '>', 'stuck.port.new') or die $!;
print $ready $port;
close $ready;
rename 'stuck.port.new', 'stuck.port' or die $!;

sub rest {    # reads so many bytes
    my ($client, $left) = @_;
    my $some = '';
    while ($left > 0) {
        my $got = sysread($client, $some, $left > 65536 ? 65536 : $left) or exit 1;
        $left -= $got;
    }
}
sub acknowledge { syswrite $_[0], pack('N n C C', 16, 12, 0, 0) . "\x5c\xc3\xe2\xd4\xd6\xd2\xe8\x5c" }
my $waiting = IO::Select->new($listener);
my ($large, $length);
my $small = 0;
while ($small < 3) {
    for my $one ($waiting->can_read) {
        if ($one == $listener) {
            accept(my $client, $listener) or die $!;
            $waiting->add($client);
            next;
        }
        sysread($one, my $head, 4) == 4 or exit 1;
        $length = unpack('N', $head);
        if ($length > 1_000_000) {
            $waiting->remove($one);
            $large = [$one, $length - 4];
        } else {
            rest($one, $length - 4);
            acknowledge($one);
            ++$small;
        }
    }
}
open(my $gate, '<', 'gate') or die $!;
<$gate>;
rest(@$large);
acknowledge($large->[0]);
$waiting->remove($listener);
$waiting->add($large->[0]);
1 while grep { sysread($_, my $more, 1) } $waiting->can_read(60);
PERL

# Of 10 MB in segments of 32,000 bytes, and three that are small, in the raw form.
head -c 32000 /dev/zero | tr '\0' x >data
segment() { printf '\175\004\0\0' && cat data; }
for _ in $(seq 313); do segment; done >messages
printf '\0\004\0\0' >>messages
for word in two thr fou; do printf '\0\07\0\0%s\0\004\0\0' "$word"; done >>messages

mkfifo gate results
perl stuck.pl &
server=$!
until [ -s stuck.port ] || ! kill -0 "$server" 2>/dev/null; do read -rt 0.05 <> <(:); done
imscon-send client --to "127.0.0.1:$(cat stuck.port)" --mode send-only-ack --format raw --sockets 2 \
    --timeout 1h messages >results 2>err &
sender=$!
exec 7<results
# All others have their results while the first message is still on its way.
expect_equal "$(timeout 60 head -n 3 <&7 | cut -f 1,2)" '2	ack
3	ack
4	ack'
kill -0 "$sender" 2>/dev/null || fail 'the sender has ended'
echo go >gate &
expect_equal "$(timeout 60 head -n 1 <&7 | cut -f 1,2)" '1	ack'
[ "$failures" -eq 0 ] || kill "$sender" "$server" 2>/dev/null
wait "$sender"
status=$?
last='a large message beside small ones'
expect_status 0
exec 7<&-
