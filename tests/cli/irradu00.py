#!/usr/bin/env python3
"""irradu00.py FILE FIELD...: reads records of RACF's SMF data unload by their documented columns, as the
jobs of auditors do, and prints the named fields, with a tab between them, of each that has them. A record that
breaks the layout ends it with status 1. Columns count from 1."""

import re
import sys

YES_NO = re.compile(r"(YES |NO  |    )\Z")
KINDS = {
    "char": re.compile(r"[ -~]*\Z"),
    "date": re.compile(r"\d{4}-\d\d-\d\d\Z"),
    "time": re.compile(r"\d\d:\d\d:\d\d\Z"),
    "yes/no": YES_NO,
}

HEADER = [
    ("EVENT_TYPE", 1, 8, "char"),
    ("EVENT_QUAL", 10, 17, "char"),
    ("TIME_WRITTEN", 19, 26, "time"),
    ("DATE_WRITTEN", 28, 37, "date"),
    ("SYSTEM_SMFID", 39, 42, "char"),
    ("VIOLATION", 44, 47, "yes/no"),
    ("USER_NDFND", 49, 52, "yes/no"),
    ("USER_WARNING", 54, 57, "yes/no"),
    ("EVT_USER_ID", 59, 66, "char"),
    ("EVT_GRP_ID", 68, 75, "char"),
]
HEADER += [("AUTH_%d" % i, 77 + 5 * i, 80 + 5 * i, "yes/no") for i in range(8)]
HEADER += [("LOG_%d" % i, 117 + 5 * i, 120 + 5 * i, "yes/no") for i in range(8)]
HEADER += [
    ("TERM_LEVEL", 157, 159, "char"),
    ("TERM", 171, 178, "char"),
    ("JOB_NAME", 180, 187, "char"),
    ("READ", 189, 207, "char"),
    ("SMF_USER_ID", 209, 216, "char"),
    ("SECL", 268, 275, "char"),
    ("RACF_VERSION", 277, 280, "char"),
]
COMMANDS = (
    "ADDGROUP ADDUSER ALTGROUP ALTUSER CONNECT DELGROUP DELUSER PASSWORD PERMIT RALTER RDEFINE RDELETE REMOVE "
    "SETROPTS"
).split()
EXTENSIONS = {
    "JOBINIT": [
        ("APPL", 282, 289, "char"),
        ("LOGSTR", 291, 545, "char"),
        ("BAD_JOBNAME", 547, 554, "char"),
        ("USER_NAME", 556, 575, "char"),
        ("UTK_ENCR", 577, 580, "yes/no"),
        ("UTK_SESSTYPE", 627, 634, "char"),
        ("PTOEVAL", 4600, 4603, "yes/no"),
        ("PSUCC", 4605, 4608, "yes/no"),
    ],
    "PTCREATE": [("APPL", 282, 289, "char"), ("USER", 291, 298, "char")],
    "PTEVAL": [("APPL", 282, 289, "char"), ("USER", 291, 298, "char")],
    **{name: [] for name in COMMANDS},
}


def fields(line):
    """The fields of a record; ValueError if it does not hold."""
    event = line[:8].rstrip()
    if event not in EXTENSIONS:
        raise ValueError("no event '%s'" % event)
    found = {}
    used = set()
    for name, first, last, kind in HEADER + EXTENSIONS[event]:
        if len(line) < last:
            raise ValueError("%s is cut off" % name)
        value = line[first - 1 : last]
        if not KINDS[kind].match(value):
            raise ValueError("%s is '%s'" % (name, value))
        used.update(range(first - 1, last))
        found[name] = value.rstrip()
    for at, char in enumerate(line):
        if at not in used and char != " ":
            raise ValueError("'%s' in column %d, which is of no field" % (char, at + 1))
    return found


def main():
    with open(sys.argv[1], encoding="ascii") as file:
        for number, line in enumerate(file, 1):
            try:
                found = fields(line.rstrip("\n"))
                if found.keys() >= set(sys.argv[2:]):
                    print("\t".join(found[name] for name in sys.argv[2:]))
            except ValueError as wrong:
                sys.exit("line %d: %s" % (number, wrong))


main()
