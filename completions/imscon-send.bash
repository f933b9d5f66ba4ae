# bash completion for imscon-send, made from its table of options
_imscon_send_lines() {
    local name
    COMPREPLY=()
    while IFS= read -r name; do
        [[ ${name,,} == "${cur,,}"* ]] || continue
        printf -v name %q "$name"
        COMPREPLY+=("$name")
    done < <("$@" "${context[@]}" 2>/dev/null)
}
_imscon_send() {
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
                --store|--config|-m|--member|--otma-member) context+=("$pass" "${word/#\~/$HOME}") ;;
            esac
            pass=''
            continue
        fi
        case $word in
            -m|--member|--list|-r|--rmtimscon|--to|-u|--user|-a|--appl|--password-file|-d|--datastore|--socket|--at|-t|--trancode|--format|--unsent|--descriptor|--otma-member|--super-member|--lterm|--journal|-s|--sockets|-e|--encoding|--timeout|--retry|--tls-cert|--tls-key|--tls-ca|--tls-name|--tls-keylog|--store|--master-key|--config|--field|--mode|--commit-mode|--sync|--client-id|--duplicate|--group|--exit|--timer|--nak|--retrieve|--tpipe|-n|--max-messages|--callout|--answer-with|--answer-limit|--answer-as|-l|--listen) pass=$word ;;
            -*) ;;
            *) if [[ -z $first ]]; then first=${word,,}; else second=$word; fi ;;
        esac
    done
    case $first:$prev in
        *:--answer-as)
            mapfile -t COMPREPLY < <(compgen -W 'confirmed unconfirmed' -- "$cur")
            return
            ;;
        *:--answer-limit)
            COMPREPLY=()
            return
            ;;
        *:--answer-with)
            COMPREPLY=()
            return
            ;;
        *:-a|*:--appl)
            _imscon_send_lines racf-admin list profiles PTKTDATA
            return
            ;;
        *:--at)
            COMPREPLY=()
            return
            ;;
        *:--callout)
            mapfile -t COMPREPLY < <(compgen -W 'only first' -- "$cur")
            return
            ;;
        *:--client-id)
            COMPREPLY=()
            return
            ;;
        *:--commit-mode)
            mapfile -t COMPREPLY < <(compgen -W '0 1' -- "$cur")
            return
            ;;
        *:--config)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:-d|*:--datastore)
            _imscon_send_lines imscon-send --list datastore
            return
            ;;
        *:--descriptor)
            _imscon_send_lines imscon-send --list descriptor
            return
            ;;
        *:--duplicate)
            mapfile -t COMPREPLY < <(compgen -W 'refuse cancel generate' -- "$cur")
            return
            ;;
        *:-e|*:--encoding)
            mapfile -t COMPREPLY < <(compgen -W 'cp1047 cp037 ascii' -- "$cur")
            return
            ;;
        *:--exit)
            mapfile -t COMPREPLY < <(compgen -W 'HWSSMPL0 HWSSMPL1' -- "$cur")
            return
            ;;
        *:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event n result detail client_id rc rsn racf_rc again data segments mod flags level' -- "$cur")
            return
            ;;
        *:--format)
            mapfile -t COMPREPLY < <(compgen -W 'lines ndjson raw' -- "$cur")
            return
            ;;
        *:--group)
            COMPREPLY=()
            return
            ;;
        *:--journal)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        client:--list)
            mapfile -t COMPREPLY < <(compgen -W 'rmtimscon datastore link' -- "$cur")
            return
            ;;
        fetch:--list)
            mapfile -t COMPREPLY < <(compgen -W 'rmtimscon datastore link' -- "$cur")
            return
            ;;
        link:--list)
            mapfile -t COMPREPLY < <(compgen -W 'rmtimscon datastore link' -- "$cur")
            return
            ;;
        *:--list)
            mapfile -t COMPREPLY < <(compgen -W 'rmtimscon datastore link descriptor' -- "$cur")
            return
            ;;
        *:-l|*:--listen)
            COMPREPLY=()
            return
            ;;
        *:--lterm)
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
        *:--mode)
            mapfile -t COMPREPLY < <(compgen -W 'send-receive send-only send-only-ack send-only-error' -- "$cur")
            return
            ;;
        *:--nak)
            COMPREPLY=()
            return
            ;;
        *:--otma-member)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--password-file)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--retrieve)
            mapfile -t COMPREPLY < <(compgen -W 'single single-wait no-auto auto' -- "$cur")
            return
            ;;
        *:--retry)
            COMPREPLY=()
            return
            ;;
        *:-r|*:--rmtimscon)
            _imscon_send_lines imscon-send --list rmtimscon
            return
            ;;
        *:--socket)
            mapfile -t COMPREPLY < <(compgen -W 'persistent transaction' -- "$cur")
            return
            ;;
        *:-s|*:--sockets)
            COMPREPLY=()
            return
            ;;
        *:--store)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$cur")
            return
            ;;
        *:--super-member)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--sync)
            mapfile -t COMPREPLY < <(compgen -W 'none confirm' -- "$cur")
            return
            ;;
        *:--timeout)
            COMPREPLY=()
            return
            ;;
        *:--timer)
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
        *:--to)
            COMPREPLY=()
            return
            ;;
        *:--tpipe)
            COMPREPLY=()
            return
            ;;
        *:-t|*:--trancode)
            COMPREPLY=()
            return
            ;;
        *:--unsent)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:-u|*:--user)
            _imscon_send_lines racf-admin list users
            return
            ;;
    esac
    options='-m --member --list -r --rmtimscon --to -u --user -a --appl --password-file -d --datastore --socket --ticket-per-message --same-second --at -t --trancode --format --unsent --descriptor --otma-member --super-member --lterm --journal --ordered -s --sockets --keep-going -e --encoding --timeout --retry --next --tls --tls-cert --tls-key --tls-ca --tls-name --tls-keylog --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version'
    case $first in
        send) options='-m --member --list -r --rmtimscon --to -u --user -a --appl --password-file -d --datastore --socket --ticket-per-message --same-second --at -t --trancode --format --unsent --descriptor --otma-member --super-member --lterm --journal --ordered -s --sockets --keep-going -e --encoding --timeout --retry --next --tls --tls-cert --tls-key --tls-ca --tls-name --tls-keylog --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        client) options='-m --member --list -r --rmtimscon --to -u --user -a --appl --password-file -d --datastore --socket --ticket-per-message --same-second --at --mode --commit-mode --sync --client-id --duplicate --group --exit --timer --nak --want-mod -t --trancode --format --unsent --lterm --journal --ordered -s --sockets --keep-going -e --encoding --timeout --retry --next --tls --tls-cert --tls-key --tls-ca --tls-name --tls-keylog --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        fetch) options='-m --member --list -r --rmtimscon --to -u --user -a --appl --password-file -d --datastore --socket --ticket-per-message --same-second --at --retrieve --tpipe -n --max-messages --callout --answer-with --answer-limit --answer-as --answer-raw --client-id --duplicate --group --exit --timer --nak --want-mod -e --encoding --timeout --retry --next --tls --tls-cert --tls-key --tls-ca --tls-name --tls-keylog --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        link) options='-m --member --list -l --listen -t --trancode --format --unsent -e --encoding --timeout --retry --next --tls --tls-cert --tls-key --tls-ca --tls-name --tls-keylog --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
    esac
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
        return
    fi
    case $first in
        '') words='send client fetch link' ;;
        send) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
        client) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
        link) _imscon_send_lines imscon-send --list link; return ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
    if [[ ${#COMPREPLY[@]} -eq 0 ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "${cur^^}")
    fi
    if [[ -z $first ]]; then
        compopt -o filenames
        mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "$cur")
    fi
}
complete -F _imscon_send imscon-send
