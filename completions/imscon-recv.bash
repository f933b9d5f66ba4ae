# bash completion for imscon-recv, made from its table of options
_imscon_recv() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
    case $prev in
        -m|--member)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        -l|--listen)
            COMPREPLY=()
            return
            ;;
        --ready-file)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        -o|--output)
            mapfile -t COMPREPLY < <(compgen -W 'ndjson text raw' -- "$cur")
            return
            ;;
        -n|--max-messages)
            COMPREPLY=()
            return
            ;;
        -e|--encoding)
            mapfile -t COMPREPLY < <(compgen -W 'cp1047 cp037 cp500' -- "$cur")
            return
            ;;
        --timeout)
            COMPREPLY=()
            return
            ;;
        --spool)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$cur")
            return
            ;;
        --exec)
            COMPREPLY=()
            return
            ;;
        --coprocess)
            COMPREPLY=()
            return
            ;;
        --parallel)
            COMPREPLY=()
            return
            ;;
        --time-limit)
            COMPREPLY=()
            return
            ;;
        --store)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$cur")
            return
            ;;
        --master-key)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        --config)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        --field)
            COMPREPLY=()
            return
            ;;
    esac
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W '-m --member -l --listen --ready-file -o --output -n --max-messages -e --encoding --timeout --spool --exec --coprocess --parallel --time-limit --store --master-key --config --json --field -q --quiet -v --verbose -h --help --version' -- "$cur")
        return
    fi
    COMPREPLY=()
}
complete -F _imscon_recv imscon-recv
