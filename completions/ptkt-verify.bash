# bash completion for ptkt-verify, made from its table of options
_ptkt_verify() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
    case $prev in
        -u|--user)
            COMPREPLY=()
            return
            ;;
        -a|--appl)
            COMPREPLY=()
            return
            ;;
        -g|--group)
            COMPREPLY=()
            return
            ;;
        --at)
            COMPREPLY=()
            return
            ;;
        -k|--key-file)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
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
        mapfile -t COMPREPLY < <(compgen -W '-u --user -a --appl -g --group --at -n --no-record -x --explain --all-users --all-appls -k --key-file -b --batch --line-buffered --store --master-key --config --json --field -q --quiet -v --verbose -h --help --version' -- "$cur")
        return
    fi
    COMPREPLY=()
}
complete -F _ptkt_verify ptkt-verify
