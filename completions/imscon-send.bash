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
        -d|--datastore)
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
        -t|--trancode)
            COMPREPLY=()
            return
            ;;
        -f|--format)
            mapfile -t COMPREPLY < <(compgen -W 'lines ndjson raw' -- "$cur")
            return
            ;;
        --unsent)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        --lterm)
            COMPREPLY=()
            return
            ;;
        --journal)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        -s|--sockets)
            COMPREPLY=()
            return
            ;;
        -e|--encoding)
            mapfile -t COMPREPLY < <(compgen -W 'cp1047 cp037 ascii' -- "$cur")
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
        --mode)
            mapfile -t COMPREPLY < <(compgen -W 'send-receive send-only send-only-ack' -- "$cur")
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
        --nak)
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
        -n|--max-messages)
            COMPREPLY=()
            return
            ;;
        -l|--listen)
            COMPREPLY=()
            return
            ;;
    esac
    local word first='' pass='' options='-m --member -r --rmtimscon --to -u --user -a --appl -d --datastore --socket --ticket-per-message --same-second --clock -t --trancode -f --format --unsent --lterm --journal --ordered -s --sockets --keep-going -e --encoding --timeout --retry --next --tls --tls-cert --tls-key --tls-ca --tls-name --store --master-key --config --json --field -q --quiet -v --verbose -h --help --version'
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ -n $pass ]]; then
            pass=''
            continue
        fi
        case $word in
            -m|--member|-r|--rmtimscon|--to|-u|--user|-a|--appl|-d|--datastore|--socket|--clock|-t|--trancode|-f|--format|--unsent|--lterm|--journal|-s|--sockets|-e|--encoding|--timeout|--retry|--tls-cert|--tls-key|--tls-ca|--tls-name|--store|--master-key|--config|--field|--mode|--commit-mode|--sync|--client-id|--duplicate|--group|--exit|--timer|--nak|--retrieve|--tpipe|-n|--max-messages|-l|--listen) pass=1 ;;
            -*) ;;
            *) first=$word; break ;;
        esac
    done
    case $first in
        send) options='-m --member -r --rmtimscon --to -u --user -a --appl -d --datastore --socket --ticket-per-message --same-second --clock -t --trancode -f --format --unsent --lterm --journal --ordered -s --sockets --keep-going -e --encoding --timeout --retry --next --tls --tls-cert --tls-key --tls-ca --tls-name --store --master-key --config --json --field -q --quiet -v --verbose -h --help --version' ;;
        client) options='-m --member -r --rmtimscon --to -u --user -a --appl -d --datastore --socket --ticket-per-message --same-second --clock --mode --commit-mode --sync --client-id --duplicate --group --exit --timer --nak --want-mod -t --trancode -f --format --unsent --lterm --journal --ordered -s --sockets --keep-going -e --encoding --timeout --retry --next --tls --tls-cert --tls-key --tls-ca --tls-name --store --master-key --config --json --field -q --quiet -v --verbose -h --help --version' ;;
        fetch) options='-m --member -r --rmtimscon --to -u --user -a --appl -d --datastore --socket --ticket-per-message --same-second --clock --retrieve --tpipe -n --max-messages --client-id --duplicate --group --exit --timer --nak --want-mod -e --encoding --timeout --retry --next --tls --tls-cert --tls-key --tls-ca --tls-name --store --master-key --config --json --field -q --quiet -v --verbose -h --help --version' ;;
        link) options='-m --member -l --listen -t --trancode -f --format --unsent -e --encoding --timeout --retry --next --tls --tls-cert --tls-key --tls-ca --tls-name --store --master-key --config --json --field -q --quiet -v --verbose -h --help --version' ;;
    esac
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
        return
    fi
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
    if [[ -z $first ]]; then
        mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -W 'send client fetch link' -- "$cur")
    fi
}
complete -F _imscon_send imscon-send
