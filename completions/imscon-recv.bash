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
                --store|--config|-m|--member|--otma-member) context+=("$pass" "${word/#\~/$HOME}") ;;
            esac
            pass=''
            continue
        fi
        case $word in
            -m|--member|-l|--listen|--ready-file|--output|-n|--max-messages|-e|--encoding|--timeout|--trust-limit|--recheck-users|--spool|--exec|--coprocess|--parallel|--time-limit|--appl|--count-failures-from|--exit-alias|--replay|--recorder|--recorder-limit|--log-format|--control|--metrics|--tls-cert|--tls-key|--tls-ca|--tls-name|--tls-keylog|--store|--master-key|--config|--field|--interval|--count|--format|-p|--port|--connection|--client-id|-u|--user|-t|--trancode|-a|--appl|--at) pass=$word ;;
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
        *:--count)
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
            mapfile -t COMPREPLY < <(compgen -W 'v event hws racf pswdmc maxsoc numsoc timeout rrs version smember datastores imsplexes ports port address active clients client_list datastore group member tmember rrname appl oaav ackto maxi rmtimscon hostname autoconn persistent idleto resvsoc msc user lclplkid rmtplkid lclims rmtims genimsid links time since open connections messages link_messages sign_ons refusals refused bytes_in bytes_out key_profiles keys next_rotation next_profile command id text' -- "$cur")
            return
            ;;
        spool:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event state messages damaged_bytes missing_numbers torn_bytes damaged_files new tmp saved kept' -- "$cur")
            return
            ;;
        top:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event time hws version since open connections numsoc maxsoc messages link_messages sign_ons refusals refused bytes_in bytes_out key_profiles keys next_rotation next_profile messages_per_second sign_ons_per_second refusals_per_second' -- "$cur")
            return
            ;;
        decode:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event conversation time from to type offset length message exit code client_id user group appl tran ticket refused rc rsn racf_rc detail at segments callout extensions llll irm_len irm_arch irm_f0 irm_id irm_nak_rsncde irm_res1 irm_f5 irm_timer irm_soct irm_es irm_clientid irm_f1 irm_f2 irm_f3 irm_f4 irm_trncod irm_imsdestid irm_lterm irm_racf_userid irm_racf_grpname irm_racf_pw irm_appl_nm irm_rerout_nm irm_tag_adapt irm_tag_map irm_modname irm_cortkn irm_sestkn irm_extn_off irm_extn_res rmm_mod cid_clientid cor_len cor_region cor_imsid cor_memtk cor_awetk cor_tpipe cor_userid ping_flg1 ping_flg2 csm_flg1 csm_prlvl rsm_flg1 rsm_racfrc rsm_retcod rsm_rsncod verdict conversations messages answers refusals faults gaps other_connections tls_connections tickets tickets_used_again kinds reasons' -- "$cur")
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
        *:--interval)
            COMPREPLY=()
            return
            ;;
        *:-l|*:--listen)
            COMPREPLY=()
            return
            ;;
        *:--log-format)
            mapfile -t COMPREPLY < <(compgen -W 'lines syslog journal' -- "$cur")
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
        *:--recorder)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--recorder-limit)
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
    options='-m --member -l --listen --ready-file --output -n --max-messages -e --encoding --timeout --trust-limit --recheck-users --spool --exec --coprocess --parallel --time-limit --appl --count-failures-from --count-no-failures --exit-alias --no-passwords --replay --recorder --recorder-limit --recorder-secrets --log-format --control --metrics --tls --tls-cert --tls-key --tls-ca --tls-name --tls-keylog --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version'
    case $first in
        ctl) options='--control --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        spool) options='--output --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        top) options='--control --interval --count --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        decode) options='--format -e --encoding -p --port --connection --client-id -u --user -t --trancode --refusals --summary --explain -a --appl --at --show-secrets --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        demo) options='--keep --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
    esac
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
        return
    fi
    case $first in
        '') words='ctl spool top decode demo' ;;
        ctl) words='VIEWHWS VIEWPORT VIEWDS VIEWRMT VIEWMSC VIEWIP STOPRMT STARTRMT STOPSCLN STOPCLNT STOPMSC STARTMSC STOPLINK OPENPORT STOPPORT OPENDS STOPDS SETRACF SETPWMC SETUIDC REFRESH CLOSEHWS RECORDER METRICS STATUS' ;;
        spool) words='check recover' ;;
        decode) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
    if [[ ${#COMPREPLY[@]} -eq 0 ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "${cur^^}")
    fi
}
complete -F _imscon_recv imscon-recv
