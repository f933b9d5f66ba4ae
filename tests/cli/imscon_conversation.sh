#!/bin/bash
# Conversations with a co-process, in both codes: the value that the program keeps, and each end.
. "$(dirname "$0")/lib.sh"

needs python3
sed 's/RACF=Y/RACF=N/' "$samples/HWSCFGR1" >member
cat >program.py <<'PROGRAM'
import json
import sys

for line in sys.stdin:
    task = json.loads(line)
    if task["event"] == "conversation-ended":
        with open("ended", "a", encoding="utf-8") as ended:
            print(task["reason"], task["conversation"]["state"], file=ended, flush=True)
        continue
    state = task["conversation"]["state"] if "conversation" in task else []
    reply = {"id": task["id"], "data": f"{task['tran']} {len(state)} {task['data']}"}
    if task["data"] == "FAIL":
        reply = {"id": task["id"], "error": "no more"}
    elif task["data"] != "END":
        reply["conversation"] = state + [task["data"]]
    print(json.dumps(reply), flush=True)
    if task["data"] == "QUIT":
        break
PROGRAM
for code in ascii ebcdic; do
    rm -f ended
    start_receiver -m member --coprocess "exec $(command -v python3) -B program.py"
    run timeout 60 python3 -B "$here/converse.py" "$port" "$code"
    expect_status 0
    expect_equal "$(cat out)" 'all as it must be'
    stop_receiver
done
