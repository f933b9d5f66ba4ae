# bash completion for ptkt-verify, made from its table of options
_ptkt_verify_lines() {
    local name
    COMPREPLY=()
    while IFS= read -r name; do
        [[ ${name,,} == "${cur,,}"* ]] || continue
        printf -v name %q "$name"
        COMPREPLY+=("$name")
    done < <("$@" "${context[@]}" 2>/dev/null)
}
_ptkt_verify() {
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
            -u|--user|-a|--appl|-g|--group|--as|--at|--replay|-k|--key-file|--store|--master-key|--config|--field) pass=$word ;;
            -*) ;;
            *) if [[ -z $first ]]; then first=${word,,}; else second=$word; fi ;;
        esac
    done
    case $first:$prev in
        *:-a|*:--appl)
            _ptkt_verify_lines racf-admin list profiles PTKTDATA
            return
            ;;
        *:--as)
            _ptkt_verify_lines racf-admin list users
            return
            ;;
        *:--at)
            COMPREPLY=()
            return
            ;;
        *:--config)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event accepted reason user appl type profile generated_at age_seconds window_seconds saf_rc racf_rc racf_reason detail key_role caller now ticket_form profile_found key steps findings notes then_check searched' -- "$cur")
            return
            ;;
        *:-g|*:--group)
            _ptkt_verify_lines racf-admin list groups
            return
            ;;
        *:-k|*:--key-file)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--master-key)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--replay)
            COMPREPLY=()
            return
            ;;
        *:--store)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$cur")
            return
            ;;
        *:-u|*:--user)
            _ptkt_verify_lines racf-admin list users
            return
            ;;
    esac
    options='-u --user -a --appl -g --group --as --at --no-record --replay -x --explain --all-users --all-appls -k --key-file --strict-keys -b --batch --line-buffered --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version'
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
        return
    fi
    COMPREPLY=()
}
complete -F _ptkt_verify ptkt-verify
