#!/bin/bash
# Sockets that a service manager has opened (sd_listen_fds(3)): they are listened on, whatever the
# member says.
. "$(dirname "$0")/lib.sh"
needs perl
two_installations

# inherit PORT-FILE COUNT COMMAND...: opens so many sockets from descriptor 3 on, writes their ports,
# and becomes the command, as a service manager does.
cat >inherit.pl <<'PERL'
use strict;
use IO::Socket::INET;
use POSIX ();
POSIX::close($_) for 3 .. 60;    # who runs this test may have left some open
my ($ports, $count, @command) = @ARGV;
$^F = 100;    # nothing below is closed when the command begins
my @sockets = map { IO::Socket::INET->new(Listen => 5, LocalAddr => '127.0.0.1') or die $! } 1 .. $count;
die 'not from descriptor 3 on' unless $sockets[0]->fileno == 3;
open my $file, '>', "$ports.new" or die $!;
print $file $_->sockport, "\n" for @sockets;
close $file;
rename "$ports.new", $ports or die $!;
$ENV{LISTEN_FDS} = $count;
$ENV{LISTEN_PID} = $ENV{OTHER_PID} // $$;
exec @command or die $!;
PERL

perl inherit.pl ports 2 imscon-recv -m "$samples/HWSCFGR1" --store receiver --ready-file ready \
    --max-messages 2 >recv.out 2>recv.err &
receiver=$!
until [ -s ready ] || ! kill -0 "$receiver" 2>/dev/null; do read -rt 0.05 <> <(:); done
expect_equal "$(cat ready)" "$(sed 's/^/127.0.0.1:/' ports)"
while read -r port; do
    sender_member member
    echo "by $port" >message
    run imscon-send --next -m member --store sender -r ICON2 -t PART message
    expect_status 0
done <ports
wait "$receiver"
expect_equal "$?" 0
expect_equal "$(grep -c '"data":"by ' recv.out)" 2

# What was meant for another process is not taken: the member's port is what is asked for then.
OTHER_PID=1 perl inherit.pl ports 1 imscon-recv -m "$samples/HWSCFGR1" --store receiver \
    --listen 127.0.0.1:0 --ready-file ready2 >recv.out 2>recv.err &
receiver=$!
until [ -s ready2 ] || ! kill -0 "$receiver" 2>/dev/null; do read -rt 0.05 <> <(:); done
[ -s ready2 ] || fail 'it is not ready'
[ "$(cat ready2)" != "127.0.0.1:$(cat ports)" ] || fail 'it took the socket of another process'
kill "$receiver"
wait "$receiver"

# A descriptor that is no socket is told.
cat >file.pl <<'PERL'
$^F = 100;
open my $file, '<', '/dev/null' or die $!;
$ENV{LISTEN_FDS} = 1;
$ENV{LISTEN_PID} = $$;
exec @ARGV or die $!;
PERL
run perl file.pl imscon-recv -m "$samples/HWSCFGR1" --store receiver
expect_status 65
expect_err_has 'descriptor 3 is not a TCP socket that listens'
