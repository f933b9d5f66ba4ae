# bash completion for imscon-send, made from its table of options
_imscon_send() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
    case $prev in
        -m|--member)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        -r|--rmtimscon)
            COMPREPLY=()
            return
            ;;
        --link)
            COMPREPLY=()
            return
            ;;
        -l|--listen)
            COMPREPLY=()
            return
            ;;
        -d|--datastore)
            COMPREPLY=()
            return
            ;;
        -t|--trancode)
            COMPREPLY=()
            return
            ;;
        -f|--format)
            mapfile -t COMPREPLY < <(compgen -W 'lines ndjson raw' -- "$cur")
            return
            ;;
        -e|--encoding)
            mapfile -t COMPREPLY < <(compgen -W 'cp1047 cp037 ascii' -- "$cur")
            return
            ;;
        --unsent)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        --journal)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        --timeout)
            COMPREPLY=()
            return
            ;;
        --retry)
            COMPREPLY=()
            return
            ;;
        -s|--sockets)
            COMPREPLY=()
            return
            ;;
        --clock)
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
        mapfile -t COMPREPLY < <(compgen -W '-m --member -r --rmtimscon --link -l --listen -d --datastore -t --trancode -f --format -e --encoding --unsent --journal --ordered --timeout --retry -s --sockets --ticket-per-message --clock --next --store --master-key --config --json --field -q --quiet -v --verbose -h --help --version' -- "$cur")
        return
    fi
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
}
complete -F _imscon_send imscon-send
