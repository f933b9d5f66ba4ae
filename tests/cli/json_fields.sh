#!/bin/bash
# ptkt-json(5) against what the programs print: every field that comes is there, and every field that is
# there comes.
. "$(dirname "$0")/lib.sh"
needs python3

cat >compare.py <<'PYTHON'
import json, re, sys

page, heading, needed, *files = sys.argv[1:]
lines = open(page).read().replace("\\_", "_").split("\n")

def fields(heading):
    found = set()
    for line in lines[lines.index("## " + heading) + 1:]:
        if line.startswith("#"):
            break
        if line.startswith("|  "):
            found.add(line[3:])
    return found

documented = fields(heading)
# The first record of a file has one more, and so has one after a head that was lost.
if any(file.startswith("audit.") for file in files):
    documented |= fields("Every record")
    documented -= {"log", "head"}
# What has a section of its own, or names that are data.
pruned = {"Command": {"listings"}, "Listing": {"profile"}, "Sign-ons left out": {"reasons"},
          "VIEWHWS": {"datastores", "ports"}}.get(heading, set())
if heading == "Explanation":
    documented |= {"accepted", "reason", "type", "age_seconds", "window_seconds", "saf_rc", "racf_rc",
                   "racf_reason", "detail", "key_role"}

def keys(value):
    if isinstance(value, list):
        return set().union(*map(keys, value)) if value else set()
    if isinstance(value, dict):
        return set(value).union(*(keys(v) for k, v in value.items() if k not in pruned))
    return set()

objects = [json.loads(line) for file in files for line in open(file)]
if any(file.startswith("audit.") for file in files):
    for one in objects:
        one.pop("log", None)
if heading == "Listing":
    objects = [listing for one in objects for listing in one["listings"]]
seen = keys(objects)
if not objects:
    sys.exit(f"{heading}: nothing was printed")
if seen - documented:
    sys.exit(f"{heading}: not in the page: {sorted(seen - documented)}")
if needed == "all" and documented - seen:
    sys.exit(f"{heading}: in the page, but not printed: {sorted(documented - seen)}")
PYTHON

# compare HEADING [some] [FILE...]: what the last run printed, or the files; with `some` not every field
# of the page has to come.
compare() {
    local heading=$1 needed=all
    shift
    if [ "${1-}" = some ]; then needed=some && shift; fi
    [ $# -gt 0 ] || set -- out
    python3 compare.py "$here/../../man/ptkt-json.5.scd" "$heading" "$needed" "$@" 2>why || fail "$(cat why)"
}

two_installations 2>/dev/null
ticket=(-u USER0002 -a APPLI2I)
ra() { run racf-admin --store receiver --json "$@"; }

run ptkt-gen --store sender "${ticket[@]}" --json
compare Ticket
ptkt-gen --store sender "${ticket[@]}" --at -5h >old
run ptkt-verify --store receiver "${ticket[@]}" --json <old
compare Decision
run ptkt-verify --store receiver "${ticket[@]}" --explain --json <old
compare Explanation

ra --dry-run ADDUSER USER0009
cp out commands
ra LISTUSER NOBODY
cat out >>commands
compare Command commands
for command in 'LISTUSER USER0002' 'LISTGRP SYS1' 'RLIST APPL APPLI2I' 'SEARCH CLASS(PTKTDATA)' 'SETROPTS LIST'; do
    racf-admin --store receiver --json "$command"
done >listings
compare Listing some listings
ra access USER0002 APPL APPLI2I
compare Access
racf-admin --store receiver key generate A.KEY
ra key list
compare 'Vault key'
ra key check-value APPLI2I
compare 'Check value'
ra check
compare 'Check finding'
racf-admin --store receiver rotate APPLI2I 2>/dev/null
ra rotate APPLI2I --status
compare 'Rotation status'
ra replay status
compare 'Replay status'
racf-admin --store receiver replay future 30s
racf-admin --store receiver unload >unload
racf-admin --store loaded init
run racf-admin --store loaded --json load unload
compare 'Load outcome'

audit() {
    last="audit --event $1"
    racf-admin --store receiver audit --json --event "$1" >"audit.$1"
}
audit signon
compare Sign-on audit.signon
audit command
compare 'Audited command' audit.command
audit key
audit replay
compare Action audit.key audit.replay
audit rotation
compare Rotation some audit.rotation

# A receiver with MSC statements, a client of its, and its operator.
msc_installations 2>/dev/null
sed 's/PORTID=(9999)/PORTID=(8888)/' "$samples/HWSCFGM1" >member
printf 'DATASTORE=(ID=IMSB,GROUP=XCFGRPB,MEMBER=HWSB,TMEMBER=IMSB)\n' >>member
start_receiver --store one -m member --exec cat --control control
echo hello | run imscon-send client --store two --to "localhost:$port" -u ICONUSR1 -a ICON2APL -d IMSB -t PART --json
racf-admin --store one 'ADDUSER ICONUSR1 PASSWORD(PASS0001)' >/dev/null 2>&1
compare Result
operator() { run imscon-recv ctl --control control --json "$@"; }
operator VIEWHWS
compare VIEWHWS some
operator VIEWPORT ALL
compare VIEWPORT some
operator VIEWDS IMSB
compare VIEWDS
operator VIEWRMT ICON2
compare VIEWRMT some
operator VIEWMSC MSC12
compare VIEWMSC some
operator STOPRMT ICON2
compare 'Operator action'
stop_receiver
compare Event some recv.out

sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >open
start_receiver -m open --coprocess 'tee tasks >/dev/null'
echo hello | imscon-send client --to "localhost:$port" -d IMSB -t PART --timeout 1s >/dev/null 2>&1
stop_receiver
python3 -c 'import json; json.dump({k: v for k, v in json.loads(open("tasks").readline()).items() if k in ("id", "kind", "commit_mode")}, open("task", "w"))'
compare 'Coprocess task' task

start_receiver -m open --spool spool
sender_member member.open
imscon-send --store sender -m member.open -d IMSB -t PART >/dev/null <<<'ORDER 4711'
stop_receiver
cat spool/new/* >messages
compare Message messages
run imscon-recv spool check spool --json
compare 'Spool state' some
