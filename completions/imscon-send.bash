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
        --to)
            COMPREPLY=()
            return
            ;;
        -u|--user)
            COMPREPLY=()
            return
            ;;
        -a|--appl)
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
        --mode)
            mapfile -t COMPREPLY < <(compgen -W 'trusted send-receive send-only send-only-ack resume' -- "$cur")
            return
            ;;
        --commit-mode)
            mapfile -t COMPREPLY < <(compgen -W '0 1' -- "$cur")
            return
            ;;
        --sync)
            mapfile -t COMPREPLY < <(compgen -W 'none confirm' -- "$cur")
            return
            ;;
        --client-id)
            COMPREPLY=()
            return
            ;;
        --duplicate)
            mapfile -t COMPREPLY < <(compgen -W 'refuse cancel generate' -- "$cur")
            return
            ;;
        --lterm)
            COMPREPLY=()
            return
            ;;
        --group)
            COMPREPLY=()
            return
            ;;
        --exit)
            mapfile -t COMPREPLY < <(compgen -W 'HWSSMPL0 HWSSMPL1' -- "$cur")
            return
            ;;
        --timer)
            COMPREPLY=()
            return
            ;;
        --retrieve)
            mapfile -t COMPREPLY < <(compgen -W 'single single-wait no-auto auto' -- "$cur")
            return
            ;;
        --tpipe)
            COMPREPLY=()
            return
            ;;
        --nak)
            COMPREPLY=()
            return
            ;;
        -n|--max-messages)
            COMPREPLY=()
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
        --socket)
            mapfile -t COMPREPLY < <(compgen -W 'persistent transaction' -- "$cur")
            return
            ;;
        --clock)
            COMPREPLY=()
            return
            ;;
        --tls-cert)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        --tls-key)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        --tls-ca)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        --tls-name)
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
        mapfile -t COMPREPLY < <(compgen -W '-m --member -r --rmtimscon --to -u --user -a --appl --link -l --listen -d --datastore -t --trancode -f --format -e --encoding --unsent --journal --ordered --mode --commit-mode --sync --client-id --duplicate --lterm --group --exit --timer --retrieve --tpipe --nak --want-mod -n --max-messages --timeout --retry -s --sockets --socket --keep-going --ticket-per-message --same-second --clock --next --tls --tls-cert --tls-key --tls-ca --tls-name --store --master-key --config --json --field -q --quiet -v --verbose -h --help --version' -- "$cur")
        return
    fi
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
}
complete -F _imscon_send imscon-send
