# Takes the blocks of code out of a document: block N goes to the file OUT/N.KIND. Of a README (-v
# form=md) that is each fenced block in front of the line UNTIL, but none of the sections named in SKIP;
# its kind is the word after the fence. Of a man page's source the kind is sh, and only the section
# EXAMPLES counts.
BEGIN { n = 100; wanted = form == "md" }
!inside && form == "md" && /^## / { wanted = index(skip, "|" substr($0, 4) "|") == 0 }
!inside && form != "md" && /^# / { wanted = $0 == "# EXAMPLES" }
/^```/ {
    if (!inside) kind = form == "md" ? substr($0, 4) : "sh"
    if (!inside && wanted) file = out "/" n++ "." kind
    inside = !inside
    next
}
inside && wanted {
    # scdoc takes a backslash for the quote of what follows it.
    if (form != "md") gsub(/\\\\/, "\\")
    print > file
}
