# bash completion for ptkt-gen, made from its table of options
_ptkt_gen() {
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
        -t|--type)
            mapfile -t COMPREPLY < <(compgen -W 'auto legacy upper mixed' -- "$cur")
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
        -j|--jobs)
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
        mapfile -t COMPREPLY < <(compgen -W '-u --user -a --appl -t --type --at -k --key-file --next -b --batch --line-buffered -j --jobs --store --master-key --config --json --field -q --quiet -v --verbose -h --help --version' -- "$cur")
        return
    fi
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
}
complete -F _ptkt_gen ptkt-gen
