# fish completion for racf-admin, made from its table of options
complete -c racf-admin -f
complete -c racf-admin -s f -l file -r -F -d 'read commands from FILE; - is standard input'
complete -c racf-admin -s e -l echo -d 'print each command first, its secrets hidden'
complete -c racf-admin -l as -x -d 'issue the commands as this user; else as IBMUSER'
complete -c racf-admin -l stop-at -x -d 'stop after a command with this return code or a higher one'
complete -c racf-admin -l store -x -a '(__fish_complete_directories)' -d 'the profile store'
complete -c racf-admin -l config -r -F -d 'settings in TOML'
complete -c racf-admin -l json -d 'print facts as JSON, one object a line'
complete -c racf-admin -l field -x -d 'print that one field of the JSON, bare'
complete -c racf-admin -s q -l quiet -d 'no warnings and hints'
complete -c racf-admin -s v -l verbose -d 'say more; twice: still more'
complete -c racf-admin -s h -l help -d 'print this help'
complete -c racf-admin -l version -d 'print the version'
