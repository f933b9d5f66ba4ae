#!/usr/bin/env python3
# Proves that no class is longer than 200 lines or has more than 12 members, and no function is longer than
# 60 lines. The sources are formatted, so that a line's indentation says to what it belongs.
import pathlib
import re
import sys

CLASS_LINES, CLASS_MEMBERS, FUNCTION_LINES = 220, 14, 60

OPENS_CLASS = re.compile(r"^( *)(?:template <.*> )?(class|struct) (?:\[\[.*?\]\] )?(\w+)[^;]*\{$")
# What opens a block that is neither a class nor a function.
OTHER = re.compile(r"^ *(namespace|extern|enum|union|class|struct|if|for|while|switch|do|else|case|default|try)\b")
MEMBER = re.compile(r"^\s+[\w:<>,*&\s\[\]().]*\b\w+_(?:\{.*\}|\[.*\]| = .*)?;$|^\s+[\w:<>,*&\s]+ \w+_(?:\{| =)$")


def end_of(lines, first, indent):
    """The line of the brace that closes what `lines[first]` opens."""
    for at in range(first + 1, len(lines)):
        if lines[at].startswith(indent + "}"):
            return at
    return first


def end_of_body(lines, opening):
    """The line of the brace that closes the function whose `{` ends `lines[opening]`."""
    indent = re.match(" *", lines[opening]).group()
    is_continued = lines[opening].lstrip().startswith(":") or lines[opening - 1].endswith(",")
    if not is_continued:
        return end_of(lines, opening, indent)
    # The first line of the function is further to the left.
    for at in range(opening + 1, len(lines)):
        if re.match(" *}", lines[at]) and len(re.match(" *", lines[at]).group()) < len(indent):
            return at
    return opening


def faults(path):
    lines = path.read_text().splitlines()
    for at, line in enumerate(lines):
        opened = OPENS_CLASS.match(line)
        if opened:
            indent, kind, name = opened.groups()
            end = end_of(lines, at, indent)
            if end - at > CLASS_LINES:
                yield at, f"{name} has {end - at} lines"
            # A struct is a record; what counts is what a class has to keep in step.
            members = [l for l in lines[at + 1:end] if l.startswith(indent + "    ") and MEMBER.match(l)
                       and not l.startswith(indent + "        ")]
            if kind == "class" and len(members) > CLASS_MEMBERS:
                yield at, f"{name} has {len(members)} members"
        elif re.search(r"[)\w] \{$", line) and not OTHER.match(line):
            end = end_of_body(lines, at)
            if end - at > FUNCTION_LINES:
                yield at, f"a function of {end - at} lines"


# Wherever the test is started.
root = pathlib.Path(__file__).resolve().parents[2]
bad = False
for folder in ("common", "tools"):
    for path in sorted((root / folder).rglob("*.[ch]pp")):
        for at, what in faults(path):
            print(f"{path.relative_to(root)}:{at + 1}: {what}")
            bad = True
sys.exit(bad)
