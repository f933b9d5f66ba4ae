#!/bin/sh
# Words that make a reader stumble do not come back into what people read: the README, the man pages, the
# messages in the sources and the comments of headers. It is a help; the goal is that
# nobody notices the prose.
set -eu
cd "$(dirname "$0")/../.."
failed=0
# complain WHAT PLACES
complain() {
    [ -n "$2" ] || return 0
    printf '%s\n%s\n' "$2" "$1" >&2
    failed=1
}

# in_pages PATTERN: lines of the pages with it. The tables of the wire are generated.
in_pages() {
    for page in README.md tests/bench/README.md man/*.scd; do
        [ "$page" = man/imscon-wire.7.scd ] || grep -HnE "$1" "$page" || true
    done
}
# in_messages PATTERN: string literals of the sources with it.
in_messages() {
    grep -rnE "\"[^\"]*($1)[^\"]*\"" tools common --include='*.cpp' | grep -vE '^[^:]*:[0-9]*: *//' || true
}
# in_comments PATTERN: comments of headers with it.
in_comments() {
    grep -rnE "//.*($1)" tools common --include='*.hpp' || true
}

complain 'write: is not a ...' \
    "$(in_pages '\b(is|are) no (option|word|name|file|number|text|object|record|ticket|wait|PassTicket)\b')"
complain 'write: again' "$(in_pages '\banew\b')"
complain 'write: reports, says or shows' "$(in_pages '\btells\b')"
complain 'write: after' "$(in_pages '\bbehind (it|them|the|that|each|a)\b')"
complain 'write: otherwise; a user who; a program that' "$(in_pages '(^|[.:] +|	)(Else|Whoever|Who) ')"
complain 'in a message, write: is not a ...' "$(in_messages "'(\{\})?' is no |\{\} is no |it is no |which is no ")"
complain 'in a message, write: again' "$(in_messages '\banew\b')"
complain 'in a message, write: reports, says or shows' "$(in_messages '\btells\b')"
complain 'in a message, write: otherwise; default' "$(in_messages '\b(Else|Whoever)\b')"
complain 'in a comment, write: is not a ...' "$(in_comments '\b(is|are) no (option|word|name|number|text|ticket|such)\b')"
complain 'in a comment, write: again' "$(in_comments '\banew\b')"
complain 'in a comment, write: reports, says or shows' "$(in_comments '\btells\b')"
complain 'in a comment, write: after' "$(in_comments '\bbehind (it|them|the|that|those)\b')"
complain 'in a comment, write: otherwise; the user who; a program that' "$(in_comments '(/|[.:]) +(Else|Whoever|Who) ')"
exit "$failed"
