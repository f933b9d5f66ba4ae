# bash completion for ptkt-gen, made from its table of options
_ptkt_gen_lines() {
    local name
    COMPREPLY=()
    while IFS= read -r name; do
        [[ ${name,,} == "${cur,,}"* ]] || continue
        printf -v name %q "$name"
        COMPREPLY+=("$name")
    done < <("$@" "${context[@]}" 2>/dev/null)
}
_ptkt_gen() {
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
            -u|--user|-a|--appl|--as|--type|--at|-k|--key-file|-j|--jobs|--store|--master-key|--config|--field) pass=$word ;;
            -*) ;;
            *) if [[ -z $first ]]; then first=${word,,}; else second=$word; fi ;;
        esac
    done
    case $first:$prev in
        *:-a|*:--appl)
            _ptkt_gen_lines racf-admin list profiles PTKTDATA
            return
            ;;
        *:--as)
            _ptkt_gen_lines racf-admin list users
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
            mapfile -t COMPREPLY < <(compgen -W 'v event user appl type ticket generated_at valid_from valid_until profile' -- "$cur")
            return
            ;;
        *:-j|*:--jobs)
            COMPREPLY=()
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
        *:--store)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$cur")
            return
            ;;
        *:--type)
            mapfile -t COMPREPLY < <(compgen -W 'auto legacy upper mixed' -- "$cur")
            return
            ;;
        *:-u|*:--user)
            _ptkt_gen_lines racf-admin list users
            return
            ;;
    esac
    options='-u --user -a --appl --as --type --at -k --key-file --next --strict-keys -b --batch --line-buffered -j --jobs --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version'
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
        return
    fi
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
}
complete -F _ptkt_gen ptkt-gen
