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
        --trust-limit)
            COMPREPLY=()
            return
            ;;
        --recheck-users)
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
        --appl)
            COMPREPLY=()
            return
            ;;
        --count-failures-from)
            COMPREPLY=()
            return
            ;;
        --control)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        --metrics)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
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
        mapfile -t COMPREPLY < <(compgen -W '-m --member -l --listen --ready-file -o --output -n --max-messages -e --encoding --timeout --trust-limit --recheck-users --spool --exec --coprocess --parallel --time-limit --appl --count-failures-from --count-no-failures --control --metrics --tls --tls-cert --tls-key --tls-ca --tls-name --store --master-key --config --json --field -q --quiet -v --verbose -h --help --version' -- "$cur")
        return
    fi
    local word first='' pass='' words=''
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ -n $pass ]]; then
            pass=''
            continue
        fi
        case $word in
            -m|--member|-l|--listen|--ready-file|-o|--output|-n|--max-messages|-e|--encoding|--timeout|--trust-limit|--recheck-users|--spool|--exec|--coprocess|--parallel|--time-limit|--appl|--count-failures-from|--control|--metrics|--tls-cert|--tls-key|--tls-ca|--tls-name|--store|--master-key|--config|--field) pass=1 ;;
            -*) ;;
            *) first=$word; break ;;
        esac
    done
    case ${first^^} in
        '') words='ctl spool decode' ;;
        CTL) words='VIEWHWS VIEWPORT VIEWDS VIEWRMT VIEWMSC STOPRMT STARTRMT STOPSCLN STOPCLNT STOPMSC STARTMSC STOPLINK CLOSEHWS METRICS' ;;
        SPOOL) words='check recover' ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
    if [[ ${#COMPREPLY[@]} -eq 0 ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "${cur^^}")
    fi
}
complete -F _imscon_recv imscon-recv
