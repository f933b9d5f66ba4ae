#!/bin/bash
# The four jobs of imscon-send: each has its own help and options, refuses those of the others and says
# whose they are; without the word of a job it is send.
. "$(dirname "$0")/lib.sh"

two_installations
sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >unchecked
printf 'one\ntwo\n' >lines
jobs='send client fetch link'

# Each one's help: of itself, and wherever the word stands.
for job in $jobs; do
    run imscon-send $job --help
    expect_status 0
    expect_silence
    expect_out_has "Usage: imscon-send $job "
    cp out help
    run imscon-send --help $job
    cmp -s out help || fail "the help of $job depends on where its word stands"
    run imscon-send --store nowhere -e ascii --master-key=/dev/null $job --help
    cmp -s out help || fail "the help of $job depends on the options before its word"
    grep -oE '^ +(-., )?--[a-z-]+' help | grep -oE -- '--.*' | sort -u >options.$job
done
run imscon-send --help
expect_status 0
for job in $jobs; do
    grep -qE "^(Usage:|  +) imscon-send \[?$job\]? " out || fail "the help does not tell of $job"
done
grep -oE '^ +(-., )?--[a-z-]+' out | grep -oE -- '--.*' | sort -u | cmp -s - options.send ||
    fail 'the plain form has other options than send'

# An option of another job is refused before anything is done, and the hint has each job that it is of.
cat options.* | sort -u >options
refused=0
for job in $jobs; do
    while read -r option; do
        run timeout 10 imscon-send $job -m nowhere "$option" X
        expect_status 64
        expect_no_output
        expect_err_has "'imscon-send $job' has no option '$option'"
        for other in $jobs; do
            if grep -qFx -- "$option" options.$other; then
                grep "hint: did you mean '" err | grep -qF "'imscon-send $other'" ||
                    fail "expected the hint that $option is of $other"
            fi
        done
        refused=$((refused + 1))
    done < <(comm -13 options.$job options)
done
[ "$refused" -gt 30 ] || fail "only $refused options were tried"
run imscon-send client -n4 lines
expect_status 64
expect_err_has "did you mean 'imscon-send fetch'?"
run imscon-send -m nowhere --mode=send-only lines
expect_status 64
expect_err_has "'imscon-send' has no option '--mode'"
expect_err_has "did you mean 'imscon-send client'?"
# What none has is just unknown.
run imscon-send link --tpip X
expect_err_has "unknown option '--tpip'"

# The plain form is send, with its words in any order; the value of an option is no job's word.
start_receiver -m "$samples/HWSCFGR1" --store receiver --output text
sender_member member
acks='1	ack	
2	ack	'
run imscon-send --store sender -m member --next lines
expect_status 0
expect_out "$acks"
run imscon-send send --store sender -m member --next lines
expect_out "$acks"
run imscon-send --store sender -m member lines --next --unsent link
expect_out "$acks"
run imscon-send lines --next send --store sender -m member
expect_status 64
cp lines send
run imscon-send --next --store sender -m member ./send
expect_out "$acks"
run imscon-send --next --store sender -m member -- send
expect_out "$acks"
run imscon-send --next --store sender send -m member send
expect_out "$acks"
stop_receiver
expect_equal "$(wc -l <recv.out)" 12

# The jobs share the settings of the program: each takes what it has an option for.
start_receiver -m unchecked --exec 'cat'
cat >settings <<'SETTINGS'
[imscon-send]
mode = "send-only"
retrieve = "single"
client-id = "CLIENT01"
trancode = "PART"
SETTINGS
run imscon-send client --config settings --to "127.0.0.1:$port" lines
expect_status 0
expect_out '1	sent	
2	sent	'
run imscon-send fetch --config settings --to "127.0.0.1:$port"
expect_status 0
expect_out '1	output	one'
run imscon-send fetch --config settings --to "127.0.0.1:$port" --retrieve no-auto --timer 50ms
expect_out '1	output	two'
run env PTKT_IMSCON_SEND_MODE=nonsense PTKT_IMSCON_SEND_RETRIEVE=nonsense imscon-send --config settings \
    --to "127.0.0.1:$port" lines
expect_status 0
expect_out "$acks"
echo 'retreive = "single"' >>settings
run imscon-send --config settings --to "127.0.0.1:$port" lines
expect_status 78
expect_err_has "unknown setting 'retreive'"
stop_receiver
