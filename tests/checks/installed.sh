#!/bin/sh
# installed.sh BUILD: what `cmake --install` puts where: every program with its man page and its
# completions, the units with the user they name, samples that the programs take.
set -eu
build=$1
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
failed=0
complain() {
    echo "$1" >&2
    failed=1
}

cmake --install "$build" --prefix "$root" >/dev/null
share=$root/share
for program in ptkt-gen ptkt-verify racf-admin imscon-send imscon-recv; do
    "$root/bin/$program" --version >/dev/null || complain "$program does not run"
    for file in "$share/bash-completion/completions/$program" "$share/zsh/vendor-completions/_$program" \
        "$share/fish/vendor_completions.d/$program.fish"; do
        [ -s "$file" ] || complain "$file is not there"
    done
    ! [ -e "$build/man/$program.1" ] || gzip -dc "$share/man/man1/$program.1.gz" | grep -q "$program" ||
        complain "$program has no man page"
done
for page in "$build"/man/*.[1-8]; do
    ! [ -e "$page" ] || [ -s "$share/man/man${page##*.}/$(basename "$page").gz" ] || complain "$page is not installed"
done

[ -n "$(find "$root" -path '*/wireshark/plugins/imscon.lua')" ] || complain 'the dissector is not there'
[ -s "$share/ptkt/ptkt-json.schema.json" ] || complain 'the schema of our JSON is not installed'

users=$(cat "$root"/lib/systemd/system/*.service | sed -n 's/^User=//p' | sort -u)
for user in $users; do
    grep -q "^u $user " "$root/lib/sysusers.d/ptkt.conf" || complain "nobody makes the user $user"
    grep -q "^d /var/lib/$user 0700 $user $user" "$root/lib/tmpfiles.d/ptkt.conf" ||
        complain "nobody makes the folder of $user"
done
[ -n "$users" ] || complain 'no unit names a user'
for program in $(sed -n 's/^ExecStart=\([^ ]*\).*/\1/p' "$root"/lib/systemd/system/*.service); do
    [ -x "$root/bin/$(basename "$program")" ] || complain "a unit starts $program, which is not installed"
done

grep -q '/audit.jsonl' "$share/doc/ptkt/examples/ptkt.logrotate" || complain 'nothing rotates the audit logs'

samples=$share/doc/ptkt/samples
"$root/bin/racf-admin" --store "$root/store" init
# The text's first command deletes a user that a new store has not: return code 8.
"$root/bin/racf-admin" --store "$root/store" <"$samples/seed-receiver.racf" >/dev/null || [ $? -eq 8 ] ||
    complain 'the sample commands fail'
"$root/bin/ptkt-gen" --store "$root/store" -u USER0002 -a APPLI2I >/dev/null ||
    complain 'no PassTicket is made'

# The demo, with the programs that stand beside it and no others.
TMPDIR=$root PATH=/usr/bin:/bin "$root/bin/imscon-recv" demo --quiet >"$root/demo" 2>&1 || {
    cat "$root/demo" >&2
    complain 'the demo fails'
}
exit "$failed"
