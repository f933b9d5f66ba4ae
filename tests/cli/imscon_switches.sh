#!/bin/bash
# What the operator turns on and off while a receiver runs: RACF, the case of passwords, UIDCACHE, data
# stores and ports; in the WTOR form, and as type-2 commands.
. "$(dirname "$0")/lib.sh"
needs perl
two_installations
racf-admin --store receiver --quiet >/dev/null <<'END'
ADDUSER PAULA PASSWORD(SPRING24)
ALTUSER PAULA PASSWORD(SUMMER24) NOEXPIRED
PERMIT APPLI2I CLASS(APPL) ID(PAULA) ACCESS(READ)
SETROPTS RACLIST(APPL) REFRESH
END
ctl() { run imscon-recv ctl --control recv.ctl "$@"; }
# does COMMAND... ANSWER
does() {
    local answer=${*: -1}
    ctl "${@:1:$#-1}"
    expect_status 0
    expect_out "HWSC0001I $answer"
}
# signs_on PASSWORD STATUS
signs_on() {
    rm -f pw
    (umask 077 && printf '%s\n' "$1" >pw)
    echo hello >text
    run imscon-send client --to "127.0.0.1:$port" -u PAULA -a APPLI2I -d IMSB --timeout 60s \
        --password-file pw text
    expect_status "$2"
}
start_receiver -m "$samples/HWSCFGR1" --store receiver --control recv.ctl --exec 'tr a-z A-Z'

# Nobody is checked while RACF is off.
signs_on WRONG024 1
does SETRACF OFF 'RACF=N'
ctl VIEWHWS --field racf
expect_out false
signs_on WRONG024 0

# Who came in then is checked when that is over, also another IMS Connect that would be trusted for as
# long as it stays: its next message is refused without a ticket.
sender_member member 's/RESVSOC=2/RESVSOC=1/'
mkfifo lines
imscon-send -m member --store sender -r ICON2 -t PART lines >sent 2>sent.err &
sender=$!
exec 8>lines
echo one >&8
until grep -q '^1' sent; do read -rt 0.01 <> <(:) || :; done
does SETRACF ON 'RACF=Y'
echo two >&8
exec 8>&-
wait "$sender"
grep -q '"reason":"no-ticket"\|"event":"verified"' recv.out || fail 'nobody checked the sender'
signs_on WRONG024 1

# The case of passwords: SETROPTS has no mixed case.
signs_on summer24 0
does SETPWMC ON 'PSWDMC=Y'
signs_on summer24 1
does UPDATE IMSCON 'TYPE(CONFIG)' 'SET(PSWDMC(OFF))' 'PSWDMC=N'
signs_on summer24 0
does 'F HWSB,UPDATE MEMBER TYPE(IMSCON) SET(PSWDMC(RCF))' 'PSWDMC=R'

ctl REFRESH RACFUID 'NAME(PAULA)'
expect_status 1
expect_err_has 'UIDCACHE is off'
does SETUIDC ON 'UIDCACHE=Y'
ctl VIEWHWS --field uidcache
expect_out true
signs_on SUMMER24 0
does REFRESH RACFUID 'NAME(PAULA)' 'RACFUID PAULA REFRESHED'
signs_on SUMMER24 0
does SETUIDC OFF 'UIDCACHE=N'

# A data store that is stopped.
does STOPDS IMSB 'DATASTORE=IMSB STOPPED'
ctl VIEWDS --field active
expect_out false
signs_on SUMMER24 1
expect_out_has 'data store or IMSplex stopped by command (rc 8, reason 76)'
ctl STOPDS IMSB
expect_status 1
expect_err_has 'data store IMSB is stopped already'
does UPDATE IMSCON 'TYPE(DATASTORE)' 'NAME(IMSB)' 'START(COMM)' 'DATASTORE=IMSB STARTED'
signs_on SUMMER24 0
ctl OPENDS IMSZ
expect_status 1
expect_err_has 'there is no data store IMSZ'

# A port that is stopped: nobody can connect, and who is connected stays.
mkfifo words
(umask 077 && echo SUMMER24 >pw)
imscon-send client --to "127.0.0.1:$port" -u PAULA -a APPLI2I -d IMSB --timeout 60s --password-file pw \
    words >said 2>said.err &
client=$!
exec 8>words
echo one >&8
until grep -q ONE said; do read -rt 0.01 <> <(:) || :; done
does STOPPORT "$port" "LISTENING ON PORT=$port STOPPED"
ctl VIEWPORT "$port"
expect_out_has "PORT=$port STATUS=NOT ACTIVE"
expect_out_has 'TOTAL CLIENTS=1'
signs_on SUMMER24 69
ctl STOPPORT "$port"
expect_status 1
echo two >&8
exec 8>&-
wait "$client"
expect_equal "$?" 0
grep -q TWO said || fail 'who was connected did not stay'
does OPENPORT "$port" "LISTENING ON PORT=$port STARTED"
signs_on SUMMER24 0
ctl OPENPORT "$port"
expect_status 1
expect_err_has "port $port is not stopped"

# What IMS Connect has and is not here is named; each of several is carried out.
ctl SETRRS ON
expect_status 64
expect_err_has 'SETRRS is a command of IMS Connect that is not supported here'
ctl 'UPDATE IMSCON TYPE(CONFIG) SET(RACF(ON),PSWDMC(RCF))'
expect_out 'HWSC0001I RACF=Y
HWSC0001I PSWDMC=R'
ctl VIEWIP
expect_out 'HWSC0001I NO ACTIVE IMSPLEX'
does STOPPORT "$port" "LISTENING ON PORT=$port STOPPED"
stop_receiver

# A socket that was handed over listens again when the program that stopped its port has ended.
cat >again.pl <<'PERL'
use strict;
use IO::Socket::INET;
use POSIX ();
POSIX::close($_) for 3 .. 60;
$^F = 100;
my $port = IO::Socket::INET->new(Listen => 5, LocalAddr => '127.0.0.1')->sockport;
# As service managers do, by the number of the port.
my $socket = IO::Socket::INET->new(
    Listen => 5, LocalAddr => '127.0.0.1', LocalPort => $port, ReuseAddr => 1) or die;
die 'the socket must be descriptor 3' unless $socket->fileno == 3;
for my $how ('TERM', 'KILL', 'TERM') {
    unlink 'inherited';
    my $pid = fork;
    if (!$pid) {
        $ENV{LISTEN_FDS} = 1;
        $ENV{LISTEN_PID} = $$;
        exec @ARGV, '--control', 'recv.ctl', '--ready-file', 'inherited';
    }
    until (-e 'inherited') {
        die 'the receiver has ended' if waitpid $pid, POSIX::WNOHANG();
        select undef, undef, undef, 0.01;
    }
    system(qw(imscon-recv ctl --control recv.ctl STOPPORT), $port) == 0 or die;
    kill $how => $pid;
    waitpid $pid, 0;
    print "$how\n";
}
PERL
run perl again.pl imscon-recv -m "$samples/HWSCFGR1" --store receiver
expect_status 0
expect_out_has KILL

# MSC links of partners whom nobody has checked end when everybody is checked again.
msc_installations
start_receiver -m "$samples/HWSCFGR1" --store two
return_port=$port
stop_receiver
sed "s/PORT=9999/PORT=$return_port/" "$samples/HWSCFGM2" >m2
start_receiver -m m2 --store two --control recv.ctl
sed "s/PORT=8888/PORT=$port/; s/USERID=ICONUSR1/USERID=NOBODY/" "$samples/HWSCFGM1" >m1
does SETRACF OFF 'RACF=N'
mkfifo parts
imscon-send link --store one --next MSC12 --listen "127.0.0.1:$return_port" -m m1 -t PART parts \
    >linked 2>linked.err &
sender=$!
exec 8>parts
echo one >&8
until grep -q '"event":"message"' recv.out; do read -rt 0.01 <> <(:) || :; done
does SETRACF ON 'RACF=Y'
echo two >&8
exec 8>&-
wait "$sender"
expect_equal "$(grep -c '"event":"message"' recv.out)" 1
stop_receiver
expect_err_has 'ended: nobody has checked the partner (SETRACF ON)'

# With RACF=N of the member there is nothing to check with.
sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >open
start_receiver -m open --control recv.ctl
ctl SETRACF ON
expect_status 1
expect_err_has 'the receiver began with RACF=N'
stop_receiver
