# bash completion for racf-admin, made from its table of options
_racf_admin_lines() {
    local name
    COMPREPLY=()
    while IFS= read -r name; do
        [[ ${name,,} == "${cur,,}"* ]] || continue
        printf -v name %q "$name"
        COMPREPLY+=("$name")
    done < <("$@" "${context[@]}" 2>/dev/null)
}
_racf_admin() {
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
            -f|--file|--as|--stop-at|--ok-rc|--store|--master-key|--config|--field|-g|--group|--key|--from|--not-older-than|-u|--user|-a|--appl|--decision|--reason|--event|--since|--until|--format|--expect|--tickets|--accept|--owner|--kind|--size|--to|--sign|--sign-key|--expires|--apply|--new-master-key|--every|--at|--grace|--jitter|--upgrade|--compare|--wait-for|--within|--emit|-o|--output) pass=$word ;;
            -*) ;;
            *) if [[ -z $first ]]; then first=${word,,}; else second=$word; fi ;;
        esac
    done
    case $first:$prev in
        *:--accept)
            COMPREPLY=()
            return
            ;;
        new-link:-a|new-link:--appl)
            COMPREPLY=()
            return
            ;;
        *:-a|*:--appl)
            _racf_admin_lines racf-admin list profiles PTKTDATA
            return
            ;;
        *:--apply)
            mapfile -t COMPREPLY < <(compgen -W 'sender receiver' -- "$cur")
            return
            ;;
        *:--as)
            _racf_admin_lines racf-admin list users
            return
            ;;
        *:--at)
            COMPREPLY=()
            return
            ;;
        *:--compare)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--config)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--decision)
            mapfile -t COMPREPLY < <(compgen -W 'accepted rejected error' -- "$cur")
            return
            ;;
        *:--emit)
            mapfile -t COMPREPLY < <(compgen -W 'racf icsf' -- "$cur")
            return
            ;;
        *:--event)
            mapfile -t COMPREPLY < <(compgen -W 'signon signon-left-out explained revocation ticket-made ticket-refused ticket-evaluated command key replay rotation rekey store' -- "$cur")
            return
            ;;
        *:--every)
            COMPREPLY=()
            return
            ;;
        key:--expect)
            _racf_admin_lines racf-admin list profiles PTKTDATA
            return
            ;;
        *:--expect)
            COMPREPLY=()
            return
            ;;
        *:--expires)
            COMPREPLY=()
            return
            ;;
        access:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event user group class resource requested decision access profile by saf_rc racf_rc racf_reason' -- "$cur")
            return
            ;;
        adopt:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event generation made' -- "$cur")
            return
            ;;
        audit:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event time user appl decision reason detail cause do chance profile type key_role generated_at peer saf_rc racf_rc racf_reason smf_event smf_qualifier caller way since count reasons command command_length command_sha256 rc action label check_value package recipient signer uid login sudo_user seq prev log head line severity file hash' -- "$cur")
            return
            ;;
        check:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event severity rc kind subject detail repair' -- "$cur")
            return
            ;;
        doctor:--field)
            COMPREPLY=()
            return
            ;;
        init:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event time user action label' -- "$cur")
            return
            ;;
        key:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event label kind created weakness policy authority profile role check_value time user action detail package recipient signer' -- "$cur")
            return
            ;;
        list:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event what class name' -- "$cur")
            return
            ;;
        load:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event outcome what name count detail' -- "$cur")
            return
            ;;
        new-link:--field)
            COMPREPLY=()
            return
            ;;
        publish:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event generation made receiver current adopted' -- "$cur")
            return
            ;;
        rekey:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event time user action label' -- "$cur")
            return
            ;;
        replay:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event known records damaged refused_up_to latest_clock future_seconds severity what hint time user action label' -- "$cur")
            return
            ;;
        rotate:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event profile state kind check_value active_since age_seconds next_check_value next_at next_accepted_from previous due unfinished refresh_pending differs active shared_with time user action detail package recipient signer receiver current generation adopted' -- "$cur")
            return
            ;;
        unload:--field)
            COMPREPLY=()
            return
            ;;
        *:--field)
            mapfile -t COMPREPLY < <(compgen -W 'v event command line rc messages listings lines' -- "$cur")
            return
            ;;
        *:-f|*:--file)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--format)
            mapfile -t COMPREPLY < <(compgen -W 'irradu00 syslog journal' -- "$cur")
            return
            ;;
        *:--from)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--grace)
            COMPREPLY=()
            return
            ;;
        *:-g|*:--group)
            _racf_admin_lines racf-admin list groups
            return
            ;;
        *:--jitter)
            COMPREPLY=()
            return
            ;;
        *:--key)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        rotate:--kind)
            mapfile -t COMPREPLY < <(compgen -W 'des hmac' -- "$cur")
            return
            ;;
        *:--kind)
            mapfile -t COMPREPLY < <(compgen -W 'hmac des' -- "$cur")
            return
            ;;
        *:--master-key)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--new-master-key)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--not-older-than)
            COMPREPLY=()
            return
            ;;
        *:--ok-rc)
            COMPREPLY=()
            return
            ;;
        *:-o|*:--output)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--owner)
            COMPREPLY=()
            return
            ;;
        *:--reason)
            mapfile -t COMPREPLY < <(compgen -W 'ok replayed replay-unknown expired not-yet-valid malformed wrong-key no-profile class-inactive class-not-raclisted user-unknown user-protected user-revoked not-in-group group-revoked outside-hours wrong-password password-expired appl-denied not-authorized error failures inactive' -- "$cur")
            return
            ;;
        *:--sign)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--sign-key)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--since)
            COMPREPLY=()
            return
            ;;
        *:--size)
            COMPREPLY=()
            return
            ;;
        *:--stop-at)
            COMPREPLY=()
            return
            ;;
        *:--store)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$cur")
            return
            ;;
        *:--tickets)
            mapfile -t COMPREPLY < <(compgen -W 'on off' -- "$cur")
            return
            ;;
        new-link:--to)
            COMPREPLY=()
            return
            ;;
        publish:--to)
            COMPREPLY=()
            return
            ;;
        *:--to)
            compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        *:--until)
            COMPREPLY=()
            return
            ;;
        *:--upgrade)
            mapfile -t COMPREPLY < <(compgen -W 'enhanced' -- "$cur")
            return
            ;;
        new-link:-u|new-link:--user)
            COMPREPLY=()
            return
            ;;
        *:-u|*:--user)
            _racf_admin_lines racf-admin list users
            return
            ;;
        *:--wait-for)
            COMPREPLY=()
            return
            ;;
        *:--within)
            COMPREPLY=()
            return
            ;;
    esac
    options='-f --file --echo --as --stop-at --ok-rc --skip-unsupported --strict-keys --dry-run --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version'
    case $first in
        access) options='-g --group --ok-rc --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        adopt) options='--key --from --not-older-than --status --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        audit) options='-u --user -a --appl --decision --reason --event --since --until --format --verify --expect --head --tickets --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        check) options='--repair --accept --ok-rc --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        doctor) options='-g --group --zos --ok-rc --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        init) options='--owner --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        key) options='--kind --size --from --to --sign --sign-key --key --unsigned --expect --expires --strict-keys --as --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        list) options='--store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        load) options='--skip-bad --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        new-link) options='-a --appl -u --user --to --zos --apply --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        publish) options='--to --sign --sign-key --status --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        rekey) options='--new-master-key --finish --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        replay) options='--ok-rc --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        rotate) options='--every --at --grace --jitter --kind --upgrade --settle --revoke-previous --status --compare --wait-for --within --abort --rollback --emit -o --output --show-secret --as --store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
        unload) options='--store --master-key --config --json --field -q --quiet -v --verbose --show-config -h --help --version' ;;
    esac
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
        return
    fi
    case $first in
        '') words='ADDGROUP ADDUSER ALTGROUP ALTUSER CONNECT DELGROUP DELUSER LISTGRP LISTUSER PASSWORD PERMIT RALTER RDEFINE RDELETE REMOVE RLIST SEARCH SETROPTS access adopt audit check doctor init key list load new-link publish rekey replay rotate unload help' ;;
        addgroup|ag) words='SUPGROUP OWNER DATA MODEL TERMUACC NOTERMUACC CSDATA DFP OVM TME AT ONLYAT UNIVERSAL OMVS'; [[ -n $second ]] || { _racf_admin_lines racf-admin list groups; return; } ;;
        adduser|au) words='NAME OWNER DFLTGRP AUTHORITY UACC PASSWORD NOPASSWORD PHRASE SPECIAL NOSPECIAL OPERATIONS NOOPERATIONS AUDITOR NOAUDITOR ROAUDIT NOROAUDIT RESTRICTED NORESTRICTED ADSP NOADSP GRPACC NOGRPACC OIDCARD NOOIDCARD CLAUTH DATA MODEL SECLABEL SECLEVEL ADDCATEGORY WHEN CICS CSDATA DCE DFP EIM KERB LANGUAGE LNOTES NDS NETVIEW OPERPARM OVM PROXY WORKATTR AT ONLYAT NOCLAUTH TSO OMVS'; [[ -n $second ]] || { _racf_admin_lines racf-admin list users; return; } ;;
        altgroup|alg) words='SUPGROUP OWNER DATA MODEL TERMUACC NOTERMUACC CSDATA DFP OVM TME AT ONLYAT NODATA NOMODEL OMVS NOOMVS NOCSDATA NODFP NOOVM NOTME'; [[ -n $second ]] || { _racf_admin_lines racf-admin list groups; return; } ;;
        altuser|alu) words='NAME OWNER DFLTGRP AUTHORITY UACC PASSWORD NOPASSWORD PHRASE SPECIAL NOSPECIAL OPERATIONS NOOPERATIONS AUDITOR NOAUDITOR ROAUDIT NOROAUDIT RESTRICTED NORESTRICTED ADSP NOADSP GRPACC NOGRPACC OIDCARD NOOIDCARD CLAUTH DATA MODEL SECLABEL SECLEVEL ADDCATEGORY WHEN CICS CSDATA DCE DFP EIM KERB LANGUAGE LNOTES NDS NETVIEW OPERPARM OVM PROXY WORKATTR AT ONLYAT NOCLAUTH GROUP EXPIRED NOEXPIRED NOPHRASE REVOKE NOREVOKE RESUME NORESUME UAUDIT NOUAUDIT NODATA NOMODEL NONAME NOSECLABEL NOSECLEVEL DELCATEGORY TSO NOTSO OMVS NOOMVS MFA NOMFA PWCLEAN PWCONVERT NOCICS NOCSDATA NODCE NODFP NOEIM NOKERB NOLANGUAGE NOLNOTES NONDS NONETVIEW NOOPERPARM NOOVM NOPROXY NOWORKATTR'; [[ -n $second ]] || { _racf_admin_lines racf-admin list users; return; } ;;
        connect|co) words='GROUP AUTHORITY UACC OWNER SPECIAL NOSPECIAL OPERATIONS NOOPERATIONS AUDITOR NOAUDITOR ADSP NOADSP GRPACC NOGRPACC REVOKE NOREVOKE RESUME NORESUME AT ONLYAT'; [[ -n $second ]] || { _racf_admin_lines racf-admin list users; return; } ;;
        delgroup|dg) words='AT ONLYAT'; [[ -n $second ]] || { _racf_admin_lines racf-admin list groups; return; } ;;
        deluser|du) words='AT ONLYAT'; [[ -n $second ]] || { _racf_admin_lines racf-admin list users; return; } ;;
        listgrp|lg) words='NORACF OMVS CSDATA DFP OVM TME AT ONLYAT'; [[ -n $second ]] || { _racf_admin_lines racf-admin list groups; return; } ;;
        listuser|lu) words='NORACF TSO OMVS CICS CSDATA DCE DFP EIM KERB LANGUAGE LNOTES NDS NETVIEW OPERPARM OVM PROXY WORKATTR AT ONLYAT'; [[ -n $second ]] || { _racf_admin_lines racf-admin list users; return; } ;;
        password|pw|phrase) words='PASSWORD PHRASE USER INTERVAL NOINTERVAL' ;;
        permit|pe) words='CLASS ID ACCESS DELETE RESET FROM FCLASS FGENERIC FVOLUME GENERIC VOLUME WHEN AT ONLYAT'; [[ -n $second ]] || { _racf_admin_lines racf-admin list profiles; return; } ;;
        ralter|ralt) words='UACC OWNER LEVEL AUDIT APPLDATA DATA NOTIFY WARNING ADDMEM ADDCATEGORY SECLEVEL SECLABEL SINGLEDSN TVTOC TIMEZONE WHEN ALIAS CFDEF CSDATA DLFDATA EIM ICSF ICTX IDTPARMS JES KERB MFA MFPOLICY PROXY SESSION SIGVER SVFMR TME AT ONLYAT SSIGNON NOSSIGNON STDATA NOSTDATA CDTINFO NOCDTINFO GLOBALAUDIT NOAPPLDATA NODATA NONOTIFY NOWARNING DELMEM DELCATEGORY NOSECLEVEL NOSECLABEL NOSINGLEDSN NOTVTOC NOTIMEZONE NOALIAS NOCFDEF NOCSDATA NODLFDATA NOEIM NOICSF NOICTX NOIDTPARMS NOJES NOKERB NOMFA NOMFPOLICY NOPROXY NOSESSION NOSIGVER NOSVFMR NOTME' ;;
        rdefine|rdef) words='UACC OWNER LEVEL AUDIT APPLDATA DATA NOTIFY WARNING ADDMEM ADDCATEGORY SECLEVEL SECLABEL SINGLEDSN TVTOC TIMEZONE WHEN ALIAS CFDEF CSDATA DLFDATA EIM ICSF ICTX IDTPARMS JES KERB MFA MFPOLICY PROXY SESSION SIGVER SVFMR TME AT ONLYAT SSIGNON STDATA CDTINFO FROM FCLASS FGENERIC FVOLUME' ;;
        rdelete|rdel) words='GENERIC NOGENERIC AT ONLYAT' ;;
        remove|re) words='GROUP OWNER AT ONLYAT'; [[ -n $second ]] || { _racf_admin_lines racf-admin list users; return; } ;;
        rlist|rl) words='ALL AUTHUSER HISTORY STATISTICS GENERIC NOGENERIC NOYOURACC NORACF RESGROUP SSIGNON STDATA CDTINFO ALIAS CFDEF CSDATA DLFDATA EIM ICSF ICTX IDTPARMS JES KERB MFA MFPOLICY PROXY SESSION SIGVER SVFMR TME TVTOC AT ONLYAT' ;;
        search|sr) words='CLASS FILTER MASK NOMASK USER ALL GENERIC NOGENERIC MODEL TAPE VSAM NONVSAM WARNING AGE LEVEL UID GID CATEGORY EXPIRES SECLABEL SECLEVEL VOLUME LIST NOLIST CLIST' ;;
        setropts|setr) words='LIST REFRESH CLASSACT NOCLASSACT RACLIST NORACLIST GENERIC NOGENERIC GENCMD NOGENCMD GLOBAL NOGLOBAL GENLIST NOGENLIST AUDIT NOAUDIT STATISTICS NOSTATISTICS LOGOPTIONS GRPLIST NOGRPLIST ADDCREATOR NOADDCREATOR INACTIVE NOINACTIVE PASSWORD INITSTATS NOINITSTATS SAUDIT NOSAUDIT CMDVIOL NOCMDVIOL OPERAUDIT NOOPERAUDIT APPLAUDIT NOAPPLAUDIT SECLABELAUDIT NOSECLABELAUDIT EGN NOEGN ADSP NOADSP REALDSN NOREALDSN TAPEDSN NOTAPEDSN GENERICOWNER NOGENERICOWNER COMPATMODE NOCOMPATMODE MLSTABLE NOMLSTABLE MLQUIET NOMLQUIET TERMINAL CATDSNS NOCATDSNS ERASE NOERASE JES KERBLVL LANGUAGE MLACTIVE NOMLACTIVE MLS NOMLS MODEL NOMODEL PREFIX NOPREFIX PROTECTALL NOPROTECTALL RETPD RVARYPW SECLABELCONTROL NOSECLABELCONTROL SECLEVELAUDIT NOSECLEVELAUDIT SESSIONINTERVAL NOSESSIONINTERVAL WHEN NOWHEN AT ONLYAT' ;;
        access) _racf_admin_lines racf-admin list users; return ;;
        doctor) _racf_admin_lines racf-admin list profiles PTKTDATA; return ;;
        key) if [[ -n $second ]]; then _racf_admin_lines racf-admin list keys; return; fi; words='generate import list delete wrap unwrap check-value policy authority' ;;
        list) words='users groups profiles keys' ;;
        load) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
        replay) words='status accept-loss future init check' ;;
        rotate) _racf_admin_lines racf-admin list profiles PTKTDATA; return ;;
        help) words='ADDGROUP ADDUSER ALTGROUP ALTUSER CONNECT DELGROUP DELUSER LISTGRP LISTUSER PASSWORD PERMIT RALTER RDEFINE RDELETE REMOVE RLIST SEARCH SETROPTS access adopt audit check doctor init key list load new-link publish rekey replay rotate unload' ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
    if [[ ${#COMPREPLY[@]} -eq 0 ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "${cur^^}")
    fi
}
complete -F _racf_admin racf-admin
