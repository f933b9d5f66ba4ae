# bash completion for imscon-recv, made from its table of options
_imscon_recv_lines() {
    local name
    COMPREPLY=()
    while IFS= read -r name; do
        [[ ${name,,} == "${cur,,}"* ]] || continue
        printf -v name %q "$name"
        COMPREPLY+=("$name")
    done < <("$@" "${context[@]}" 2>/dev/null)
}
_imscon_recv() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
    if [[ $cur == = ]]; then
        cur=''
    elif [[ $prev == = ]]; then
        prev=${COMP_WORDS[COMP_CWORD-2]}
    fi
    local word first='' second='' pass='' options='' words=''
    local -a context=()
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ $word == = ]] && continue
        if [[ -n $pass ]]; then
            case $pass in
                --store|--config|-m|--member) context+=("$pass" "${word/#\~/$HOME}") ;;
            esac
            pass=''
            continue
        fi
        case $word in
            -m|--member|-l|--listen|--ready-file|--output|-n|--max-messages|-e|--encoding|--timeout|--trust-limit|--recheck-users|--spool|--exec|--coprocess|--parallel|--time-limit|--appl|--count-failures-from|--exit-alias|--replay|--control|--metrics|--tls-cert|--tls-key|--tls-ca|--tls-name|--tls-keylog|--store|--master-key|--config|--field|--format|-p|--port|--connection|--client-id|-u|--user|-t|--trancode|-a|--appl|--at) pass=$word ;;
            -*) ;;
            *) if [[ -z $first ]]; then first=${word,,}; else second=$word; fi ;;
        esac
    done
    case $first:$prev in
        decode:-a|decode:--appl)
            COMPREPLY=()
            return
            ;;
        *:--appl)
            _imscon_recv_lines racf-admin list profiles PTKTDATA
            return
            ;;
        *:--at)
            COMPREPLY=()
            return
            ;;
        *:--client-id)
            COMPREPLY=()
            return
            ;;
        *:--config)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--connection)
            COMPREPLY=()
            return
            ;;
        *:--control)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--coprocess)
            COMPREPLY=()
            return
            ;;
        *:--count-failures-from)
            COMPREPLY=()
            return
            ;;
        *:-e|*:--encoding)
            mapfile -t COMPREPLY < <(compgen -W 'cp1047 cp037 cp500' -- "$cur")
            return
            ;;
        *:--exec)
            COMPREPLY=()
            return
            ;;
        *:--exit-alias)
            COMPREPLY=()
            return
            ;;
        ctl:--field)
            COMPREPLY=()
            return
            ;;
        spool:--field)
            COMPREPLY=()
            return
            ;;
        decode:--field)
            COMPREPLY=()
            return
            ;;
        demo:--field)
            COMPREPLY=()
            return
            ;;
        *:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event time peer client_id user appl trusted datastore tran lterm data encoding segments message_user group' -- "$cur")
            return
            ;;
        *:--format)
            mapfile -t COMPREPLY < <(compgen -W 'auto capture raw hex' -- "$cur")
            return
            ;;
        *:-l|*:--listen)
            COMPREPLY=()
            return
            ;;
        *:--master-key)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:-n|*:--max-messages)
            COMPREPLY=()
            return
            ;;
        *:-m|*:--member)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--metrics)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--output)
            mapfile -t COMPREPLY < <(compgen -W 'ndjson text raw' -- "$cur")
            return
            ;;
        *:--parallel)
            COMPREPLY=()
            return
            ;;
        *:-p|*:--port)
            COMPREPLY=()
            return
            ;;
        *:--ready-file)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--recheck-users)
            COMPREPLY=()
            return
            ;;
        *:--replay)
            COMPREPLY=()
            return
            ;;
        *:--spool)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$cur")
            return
            ;;
        *:--store)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$cur")
            return
            ;;
        *:--time-limit)
            COMPREPLY=()
            return
            ;;
        *:--timeout)
            COMPREPLY=()
            return
            ;;
        *:--tls-ca)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--tls-cert)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--tls-key)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--tls-keylog)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--tls-name)
            COMPREPLY=()
            return
            ;;
        *:-t|*:--trancode)
            COMPREPLY=()
            return
            ;;
        *:--trust-limit)
            COMPREPLY=()
            return
            ;;
        *:-u|*:--user)
            COMPREPLY=()
            return
            ;;
    esac
    options='-m --member -l --listen --ready-file --output -n --max-messages -e --encoding --timeout --trust-limit --recheck-users --spool --exec --coprocess --parallel --time-limit --appl --count-failures-from --count-no-failures --exit-alias --no-passwords --replay --control --metrics --tls --tls-cert --tls-key --tls-ca --tls-name --tls-keylog --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version'
    case $first in
        ctl) options='--control --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        spool) options='--output --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        decode) options='--format -e --encoding -p --port --connection --client-id -u --user -t --trancode --refusals --summary --explain -a --appl --at --show-secrets --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        demo) options='--keep --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
    esac
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
        return
    fi
    case $first in
        '') words='ctl spool decode demo' ;;
        ctl) words='VIEWHWS VIEWPORT VIEWDS VIEWRMT VIEWMSC STOPRMT STARTRMT STOPSCLN STOPCLNT STOPMSC STARTMSC STOPLINK CLOSEHWS METRICS' ;;
        spool) words='check recover' ;;
        decode) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
    if [[ ${#COMPREPLY[@]} -eq 0 ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "${cur^^}")
    fi
}
complete -F _imscon_recv imscon-recv
