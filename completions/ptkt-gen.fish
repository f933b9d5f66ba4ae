# fish completion for ptkt-gen, made from its table of options
function __ptkt_gen_context
    set -l words (commandline -opc)
    for i in (seq 2 (count $words))
        switch $words[$i]
            case --store --config -m --member --otma-member
                set -l next (math $i + 1)
                test $next -le (count $words); and printf '%s\n' $words[$i] $words[$next]
            case '--store=*' '--config=*' '--member=*' '--otma-member=*'
                printf '%s\n' $words[$i]
        end
    end
end
complete -c ptkt-gen -s u -l user -x -a '(racf-admin list users (__ptkt_gen_context) 2>/dev/null)' -d 'user ID that the ticket is for'
complete -c ptkt-gen -s a -l appl -x -a '(racf-admin list profiles PTKTDATA (__ptkt_gen_context) 2>/dev/null)' -d 'application name that the ticket is for'
complete -c ptkt-gen -l as -x -a '(racf-admin list users (__ptkt_gen_context) 2>/dev/null)' -d 'make it as this user, who needs UPDATE to IRRPTAUTH.APPL.USER'
complete -c ptkt-gen -l type -x -a 'auto legacy upper mixed' -d 'kind of ticket; auto is what the key makes'
complete -c ptkt-gen -l at -x -d 'moment of generation, instead of now'
complete -c ptkt-gen -s k -l key-file -r -F -d 'key as hexadecimal digits from a file, -, fd:N or cred:NAME, not the store\'s'
complete -c ptkt-gen -l next -d 'wait for the next second: no two runs give the same ticket'
complete -c ptkt-gen -l strict-keys -d 'refuse a weak key of --key-file, instead of a warning'
complete -c ptkt-gen -s b -l batch -d 'a ticket for each line of FILE or standard input'
complete -c ptkt-gen -l line-buffered -d 'write each line of a batch at once'
complete -c ptkt-gen -s j -l jobs -x -d 'threads of a batch; 0 takes all processors'
complete -c ptkt-gen -l store -x -a '(__fish_complete_directories)' -d 'the profile store'
complete -c ptkt-gen -l master-key -r -F -d 'where the store\'s master key is'
complete -c ptkt-gen -l config -r -F -d 'settings in TOML'
complete -c ptkt-gen -l json -d 'print facts as JSON, one object a line'
complete -c ptkt-gen -l field -x -a 'v event user appl type ticket generated_at valid_from valid_until profile' -d 'print that one field of the JSON, bare'
complete -c ptkt-gen -s q -l quiet -d 'no warnings and hints'
complete -c ptkt-gen -s v -l verbose -d 'say more; twice: still more'
complete -c ptkt-gen -l show-config -d 'print each option\'s value and where it comes from'
complete -c ptkt-gen -s h -l help -d 'print this help'
complete -c ptkt-gen -l version -d 'print the version'
