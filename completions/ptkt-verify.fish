# fish completion for ptkt-verify, made from its table of options
function __ptkt_verify_context
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
complete -c ptkt-verify -f
complete -c ptkt-verify -s u -l user -x -a '(racf-admin list users (__ptkt_verify_context) 2>/dev/null)' -d 'user ID that signs on'
complete -c ptkt-verify -s a -l appl -x -a '(racf-admin list profiles PTKTDATA (__ptkt_verify_context) 2>/dev/null)' -d 'application name that is signed on to'
complete -c ptkt-verify -s g -l group -x -a '(racf-admin list groups (__ptkt_verify_context) 2>/dev/null)' -d 'connect group, instead of the user\'s default group'
complete -c ptkt-verify -l as -x -a '(racf-admin list users (__ptkt_verify_context) 2>/dev/null)' -d 'evaluate as this user, who needs READ to IRRPTAUTH.APPL.USER'
complete -c ptkt-verify -l at -x -d 'moment of evaluation, instead of now'
complete -c ptkt-verify -l no-record -d 'only evaluate: the ticket is not used up, nothing is logged'
complete -c ptkt-verify -l replay -x -d 'share used tickets with receivers: postgresql://HOST/DATABASE'
complete -c ptkt-verify -s x -l explain -d 'only evaluate, and print the whole reasoning: why it fails'
complete -c ptkt-verify -l all-users -d 'with --explain: try every user of a large store'
complete -c ptkt-verify -l all-appls -d 'with --explain: try every application of a large store'
complete -c ptkt-verify -s k -l key-file -r -F -d 'evaluate by this key alone, with --explain try it too: a file, -, fd:N, cred:NAME'
complete -c ptkt-verify -l strict-keys -d 'refuse a weak key of --key-file, instead of a warning'
complete -c ptkt-verify -s b -l batch -d 'a decision for each line of FILE or standard input'
complete -c ptkt-verify -l line-buffered -d 'write each line of a batch at once'
complete -c ptkt-verify -l store -x -a '(__fish_complete_directories)' -d 'the profile store'
complete -c ptkt-verify -l master-key -r -F -d 'where the store\'s master key is'
complete -c ptkt-verify -l config -r -F -d 'settings in TOML'
complete -c ptkt-verify -l json -d 'print facts as JSON, one object a line'
complete -c ptkt-verify -l field -x -a 'v event accepted reason user appl type profile generated_at age_seconds window_seconds saf_rc racf_rc racf_reason detail key_role caller now ticket_form profile_found key steps findings notes then_check searched' -d 'print that one field of the JSON, bare'
complete -c ptkt-verify -s q -l quiet -d 'no warnings and hints'
complete -c ptkt-verify -s v -l verbose -d 'say more; twice: still more'
complete -c ptkt-verify -l show-config -d 'print each option\'s value and where it comes from'
complete -c ptkt-verify -s h -l help -d 'print this help'
complete -c ptkt-verify -l version -d 'print the version'
