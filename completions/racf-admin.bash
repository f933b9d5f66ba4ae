# bash completion for racf-admin, made from its table of options
_racf_admin() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
    case $prev in
        -f|--file)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        --as)
            COMPREPLY=()
            return
            ;;
        --stop-at)
            COMPREPLY=()
            return
            ;;
        --store)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$cur")
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
        mapfile -t COMPREPLY < <(compgen -W '-f --file -e --echo --as --stop-at --store --config --json --field -q --quiet -v --verbose -h --help --version' -- "$cur")
        return
    fi
    COMPREPLY=()
}
complete -F _racf_admin racf-admin
