#!/bin/bash
# Marked keys go through all that the programs do with keys. Afterwards they are searched for, as
# digits and raw, in everything that was written: output, messages, stores, audit logs, spools, command
# lines and environments of the programs and of the programs that they start, and core files.
. "$(dirname "$0")/lib.sh"
needs perl

des=C14FA737E59B6D52
hmac=7B3D91E6C85A2F046E1D9AB85C7034F27B3D91E6C85A2F046E1D9AB85C7034F2
master=96C3E1587A2D4FB096C3E1587A2D4FB096C3E1587A2D4FB096C3E1587A2D4FB0
next_master=5EA9D2461B8C70F35EA9D2461B8C70F35EA9D2461B8C70F35EA9D2461B8C70F3

# The keys themselves lie beside what is searched.
keys=$work/keys
mkdir keys seen
echo "$des" >keys/des
echo "$hmac" >keys/hmac
echo "$master" >keys/master
echo "$next_master" >keys/next
cp "$samples"/keys/*.key keys/
chmod 600 keys/*

# search: the files below the current directory, but for keys/, that contain the first eight bytes of a
# marked key.
cat >search.pl <<'PERL'
use strict;
use File::Find;
my @marks = map { (qr/\Q$_\E/i, quotemeta pack 'H*', $_) } map { substr $_, 0, 16 } @ARGV;
find({no_chdir => 1, wanted => sub {
    $File::Find::prune = 1 if $_ eq './keys';
    return unless -f $_;
    open my $file, '<:raw', $_ or die "$_: $!";
    local $/;
    my $text = <$file> // '';
    for my $mark (@marks) { print "$_\n" and last if $text =~ $mark }
}}, '.');
PERL
search() { perl search.pl "$des" "$hmac" "$master" "$next_master"; }

# It finds each form.
mkdir planted
echo "xx$(tr A-Z a-z <<<"$des")" >planted/digits
perl -e 'print "x", pack "H*", $ARGV[0]' "$hmac" >planted/raw
expect_equal "$(search | sort)" './planted/digits
./planted/raw'
rm -r planted

count=0
# seen STATUS COMMAND...: runs it and keeps what it writes.
seen() {
    local want=$1
    shift
    run "$@"
    expect_status "$want"
    count=$((count + 1))
    cp out "seen/$count.out"
    cp err "seen/$count.err"
}
# look PID NAME: how a process shows itself to others.
look() {
    [ -r "/proc/$1/cmdline" ] || fail "$2 does not run"
    cat "/proc/$1/cmdline" >"seen/$2.cmdline"
    cat "/proc/$1/environ" >"seen/$2.environ" 2>/dev/null
}

# As a fault of the program would end it. Its core file, if there is one, is searched as well.
ulimit -c unlimited 2>/dev/null
crash() {
    kill -SEGV "$1"
    wait "$1" 2>/dev/null
}

admin() { racf-admin --store "$@"; }
for store in sender receiver; do
    seen 0 racf-admin --store $store --master-key keys/master init
    export PTKT_MASTER_KEY=$keys/master
    seen 0 racf-admin --store $store key import MARKED.DES --from keys/des
    seen 0 racf-admin --store $store key import MARKED.HMAC --from - <keys/hmac
    seen 0 racf-admin --store $store key list --json
    seen 8 racf-admin --store $store -v <<COMMANDS
ADDUSER USER0002 PASSWORD(TEST0002)
ADDUSER USER0002 PASSWORD(TEST0002)
SETROPTS CLASSACT(PTKTDATA APPL) RACLIST(PTKTDATA APPL)
RDEFINE PTKTDATA APPLI2I SSIGNON(KEYMASKED($des)) UACC(NONE)
RDEFINE PTKTDATA HASHED SSIGNON(EPTKEYLABEL(MARKED.HMAC) KEYENCRYPTED($des))
RDEFINE PTKTDATA VAULTED SSIGNON(KEYLABEL(MARKED.DES))
RDEFINE APPL APPLI2I UACC(NONE)
PERMIT APPLI2I CLASS(APPL) ID(USER0002) ACCESS(READ)
SETROPTS RACLIST(PTKTDATA APPL) REFRESH
RLIST PTKTDATA * ALL SSIGNON
COMMANDS
done
commands_that_fail() {
    cat <<COMMANDS
RDEFINE PTKTDATA APPLI2I SSIGNON(KEYMASKED($des))
RDEFINE PTKTDATA OTHER SSIGNON(KEYMASKED($des)) NONSENSE(1)
RDEFINE PTKTDATA OTHER SSIGNON(KEYMASKED($des) KEYMASKED($des))
RDEFINE PTKTDATA OTHER SSIGNON(KEYMASKED(${des}00))
RDEFINE PTKTDATA OTHER SSIGNON(KEYMASKED($des $des))
RDEFINE PTKTDATA OTHER SSIGNON(KEYMASKED('$des')
RDEFINE PTKTDATA OTHER SSIGNON(KEYMASKD($des))
RDEFINE PTKTDATA OTHER SSIGNON($des)
RDEFINE PTKTDATA OTHER SSIGNON(KEYMASKED $des)
RDEFINE NOCLASS OTHER SSIGNON(KEYMASKED($des))
RALTER PTKTDATA NOTTHERE SSIGNON(KEYMASKED($des))
ALTUSER USER0002 SSIGNON(KEYMASKED($des))
RDEFIN PTKTDATA OTHER SSIGNON(KEYMASKED($des))
COMMANDS
}
commands_that_fail >keys/failing
chmod 600 keys/failing
admin sender -v -f keys/failing >seen/failing.out 2>seen/failing.err
[ $? -ge 8 ] || fail 'the failing commands do not fail'
admin sender -v --json <keys/failing >seen/failing-json.out 2>seen/failing-json.err

# Tickets by the store and by files, with their explanation; what is refused.
for source in keys/des fd:7 -; do
    seen 0 ptkt-gen -v -k $source --json -u USER0002 -a APPLI2I 7<keys/des <keys/des
done
seen 0 ptkt-gen --store sender -v --json -u USER0002 -a APPLI2I
seen 0 ptkt-gen --store sender -v --json -u USER0002 -a HASHED
ticket=$(ptkt-gen --store sender -u USER0002 -a APPLI2I)
seen 0 ptkt-verify --store receiver -v --json -u USER0002 -a APPLI2I -- "$ticket"
seen 1 ptkt-verify --store receiver -v --explain -u USER0002 -a APPLI2I -- "$ticket"
seen 1 ptkt-verify --store receiver -v --explain --json -k keys/des -u USER0002 -a HASHED AEPRRZ3S
seen 1 ptkt-verify --store receiver -v -k keys/hmac -u USER0002 -a APPLI2I AEPRRZ3S
seen 65 ptkt-gen -k keys/failing -u USER0002 -a APPLI2I
seen 66 ptkt-gen -k "$des" -u USER0002 -a APPLI2I
seen 66 racf-admin --store sender key import OTHER --from "$hmac"

# Keys on their way and replaced; the stores looked over, unloaded, sealed anew.
seen 0 racf-admin --store sender -v key check-value APPLI2I
racf-admin --store sender key wrap APPLI2I --to "$samples/keys/receiver-rsa.pem" \
    --sign "$samples/keys/sender.pem" --sign-key keys/sender.key >package
[ -s package ] || fail 'there is no package'
seen 0 racf-admin --store receiver -v key unwrap --expect APPLI2I --key keys/receiver-rsa.key \
    --from "$samples/keys/sender.pem" --json <package
seen 0 racf-admin --store sender -v rotate VAULTED --json
seen 0 racf-admin --store sender -v rotate HASHED --kind hmac --at +1h
seen 0 racf-admin --store sender rotate HASHED --status --json
seen 0 racf-admin --store sender rotate HASHED --abort
seen 0 racf-admin --store sender unload
run racf-admin --store sender -v check --json
cp out seen/check.out
cp err seen/check.err
seen 0 racf-admin --store sender audit --json
seen 0 racf-admin --store receiver audit --json

# Programs that run: a batch of each, commands from a pipe, both IMS Connects with programs of users.
coproc { exec ptkt-gen --batch -k keys/des 2>seen/batch-gen.err; }
running=$COPROC_PID
echo 'USER0002 APPLI2I' >&"${COPROC[1]}"
read -r line <&"${COPROC[0]}"
[ -n "$line" ] || fail 'the batch gives no ticket'
look "$running" ptkt-gen
crash "$running"
coproc { exec ptkt-verify --store receiver --batch 2>seen/batch-verify.err; }
running=$COPROC_PID
echo "USER0002 APPLI2I $(cut -f4 <<<"$line")" >&"${COPROC[1]}"
read -r line <&"${COPROC[0]}"
look "$running" ptkt-verify
crash "$running"
coproc { exec racf-admin --store receiver 2>seen/pipe.err; }
running=$COPROC_PID
echo "RALTER PTKTDATA APPLI2I SSIGNON(KEYMASKED($des))" >&"${COPROC[1]}"
echo 'SETROPTS RACLIST(PTKTDATA) REFRESH' >&"${COPROC[1]}"
echo 'SEARCH CLASS(PTKTDATA)' >&"${COPROC[1]}"
while read -r line <&"${COPROC[0]}"; do [ "$line" != VAULTED ] || break; done
look "$running" racf-admin
# What it read is not in its memory any more. (Not everywhere may one process read another's.)
cat >remains.pl <<'PERL'
use strict;
my ($pid, $mark) = @ARGV;
open my $maps, '<', "/proc/$pid/maps" or exit 77;
open my $mem, '<:raw', "/proc/$pid/mem" or exit 77;
my $count = 0;
while (<$maps>) {
    next unless /^([0-9a-f]+)-([0-9a-f]+) rw/;
    my ($from, $to, $text, $more) = (hex $1, hex $2, '');
    sysseek $mem, $from, 0 or next;
    while ($from < $to and sysread $mem, $more, $to - $from) { $text .= $more; $from += length $more }
    $count++ while $text =~ /\Q$mark\E/gi;
}
print $count;
PERL
if [ "$(perl remains.pl "$running" VAULTED)" ]; then
    [ "$(perl remains.pl "$running" VAULTED)" -gt 0 ] || fail 'nothing is found in the memory of racf-admin'
    expect_equal "$(perl remains.pl "$running" "$des")" 0
fi
crash "$running"

cat >program <<'PROGRAM'
cat "/proc/$$/cmdline" "/proc/$$/environ" /proc/self/environ >>seen/child
env >>seen/child-env
tr a-z A-Z
PROGRAM
start_receiver -m "$samples/HWSCFGR1" --store receiver --control recv.ctl -v -v --exec 'sh program'
look "$receiver" imscon-recv
sender_member member
mkfifo lines
imscon-send -v --next --json -m member --store sender -r ICON2 -t PART <lines >seen/send.out 2>seen/send.err &
sender=$!
exec 8>lines
look "$sender" imscon-send
echo 'A MESSAGE' >&8
exec 8>&-
wait "$sender"
expect_equal "$?" 0
seen 0 imscon-send client --next --to "127.0.0.1:$port" -d IMSB -u USER0002 -a APPLI2I --store sender \
    -v --json -t PART <<<'a message'
[ -s seen/child ] || fail 'no program was started'
seen 0 imscon-recv ctl --control recv.ctl VIEWHWS
seen 0 imscon-recv ctl --control recv.ctl METRICS
crash "$receiver"
wait "$receiver_talk"
start_receiver -m "$samples/HWSCFGR1" --store receiver --spool spool
sender_member member
seen 0 imscon-send --next -m member --store sender -r ICON2 -t PART --journal journal <<<'another one'
stop_receiver

seen 0 racf-admin --store sender rekey --new-master-key keys/next
cat sender/audit* receiver/audit* >seen/audit 2>/dev/null
[ -n "$(find sender -name '*audit*')" ] || fail 'there is no audit log'
expect_equal "$(search)" ''
