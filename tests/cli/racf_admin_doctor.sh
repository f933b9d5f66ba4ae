#!/bin/bash
# doctor: every precondition of a sign-on in RACF's order, and the one command that mends what is wrong.
. "$(dirname "$0")/lib.sh"
needs openssl

racf-admin --store s init
doctor() { run racf-admin --store s doctor APPLI2I USER0002; }
step() { grep -P "^[a-z-]*\t$1\t" out | head -1; }
# expect_step STEP STANDING TEXT [MEND]
expect_step() {
    local line
    line=$(step "$1")
    [ "$(cut -f1 <<<"$line")" = "$2" ] || fail "$1 is not $2: $line"
    grep -qF -- "$3" <<<"$line" || fail "$1 does not say: $3"
    [ "$(cut -f4 <<<"$line")" = "${4-}" ] || fail "$1 is not mended by: ${4-}"
}

# An empty store: each step names what is missing. What each names is done, and it is ok from then on.
doctor
expect_status 8
expect_step class failed 'PTKTDATA is not active' 'SETROPTS CLASSACT(PTKTDATA)'
expect_step raclist failed 'PTKTDATA is not RACLISTed' 'SETROPTS RACLIST(PTKTDATA)'
expect_step profile failed 'there is no PTKTDATA profile APPLI2I' \
    'RDEFINE PTKTDATA APPLI2I SSIGNON(KEYMASKED(key)) UACC(NONE)'
expect_step user failed 'USER0002 is not defined' 'ADDUSER USER0002 PASSWORD(password)'
racf-admin --store s 'SETROPTS CLASSACT(PTKTDATA)' >/dev/null
racf-admin --store s 'SETROPTS RACLIST(PTKTDATA)' >/dev/null
racf-admin --store s -q "RDEFINE PTKTDATA APPLI2I SSIGNON(KEYMASKED(E001193519561977)) UACC(NONE)" >/dev/null
doctor
expect_step class ok 'PTKTDATA is active'
expect_step profile failed 'is on disk, and checks do not see it' 'SETROPTS RACLIST(PTKTDATA) REFRESH'
racf-admin --store s 'SETROPTS RACLIST(PTKTDATA) REFRESH' >/dev/null
racf-admin --store s -q 'ADDUSER USER0002 NOPASSWORD' >/dev/null
doctor
expect_status 8
expect_step profile ok 'APPLI2I'
expect_step key ok 'the active legacy key of APPLI2I opens'
expect_step key-quality note 'it is printed in manuals and examples' 'racf-admin rotate APPLI2I'
expect_step refresh ok 'as they are'
expect_step protected failed 'USER0002' "ALTUSER USER0002 PHRASE('phrase')"
expect_step group ok 'USER0002 may sign on in group SYS1'
expect_step appl ok 'is not protected'
expect_step irrptauth note 'R_ticketserv' 'SETROPTS GENERIC(PTKTDATA)'
! grep -q E0011935 out || fail 'the key is shown'

# The user, the application, the generic profile that was defined too early, the key.
printf '%s\n' "RALTER PTKTDATA APPLI2I SSIGNON(KEYMASKED($(openssl rand -hex 8)))" \
    'ALTUSER USER0002 PASSWORD(TEST0002) NOEXPIRED REVOKE' 'RDEFINE APPL APPLI2I UACC(NONE)' \
    'RDEFINE PTKTDATA IRRPTAUTH.APPLI2I.* UACC(NONE)' \
    'SETROPTS CLASSACT(APPL) RACLIST(APPL)' >commands
racf-admin --store s -q -f commands >/dev/null
doctor
expect_status 8
expect_step refresh note 'profile APPLI2I on disk is not what checks see' 'SETROPTS RACLIST(PTKTDATA) REFRESH'
expect_step generic note 'IRRPTAUTH.APPLI2I.*' 'SETROPTS GENERIC(PTKTDATA)'
expect_step protected ok 'USER0002 is not PROTECTED'
expect_step revoked failed 'revoked' 'ALTUSER USER0002 RESUME'
expect_step appl failed 'and needs READ' 'PERMIT APPLI2I CLASS(APPL) ID(USER0002) ACCESS(READ)'
printf '%s\n' 'ALTUSER USER0002 RESUME' 'PERMIT APPLI2I CLASS(APPL) ID(USER0002) ACCESS(READ)' \
    'SETROPTS GENERIC(PTKTDATA)' 'RDELETE PTKTDATA IRRPTAUTH.APPLI2I.* NOGENERIC' \
    'RDEFINE PTKTDATA IRRPTAUTH.APPLI2I.* UACC(NONE)' 'SETROPTS RACLIST(PTKTDATA) REFRESH' \
    'SETROPTS RACLIST(APPL) REFRESH' >commands
racf-admin --store s -f commands >/dev/null 2>&1
doctor
expect_status 0
expect_equal "$(cut -f1 out | sort -u)" ok
run ptkt-verify --store s -u USER0002 -a APPLI2I -- "$(ptkt-gen --store s -u USER0002 -a APPLI2I)"
expect_status 0

# Without a user, as JSON, for z/OS, and the words that are wrong.
run racf-admin --store s doctor APPLI2I
expect_status 0
expect_step user not-reached 'no user was named'
run racf-admin --store s doctor APPLI2I USER0002 --json
expect_out_has '{"v":1,"event":"precondition","step":"class","standing":"ok","detail":"PTKTDATA is active","do":null}'
run racf-admin doctor APPLI2I USER0002 --zos
expect_status 0
expect_out_has 'RACF	RLIST PTKTDATA APPLI2I SSIGNON	'
expect_out_has 'ACF2	INSERT APPLI2I SSKEY(key)	'
# What doctor names for the store, the host is told too; each step that has a command has one there.
for about in class raclist profile key key-quality generic refresh user protected revoked group hours appl irrptauth; do
    grep -qP "^RACF\t.*\t.*\b$about\b" out || fail "no command for $about"
done
expect_out_has "RACF	ALTUSER USER0002 PHRASE('phrase')	protected"
expect_out_has 'Top Secret	TSS PERMIT(USER0002) APPL(APPLI2I)	appl'
expect_out_has 'Top Secret	TSS ADDTO(NDT) PSTKAPPL(APPLI2I) SESSKEY(key)	'
run racf-admin doctor APPLI2I --zos --field product
expect_equal "$(sort -u out | tr '\n' ';')" 'ACF2;RACF;Top Secret;'
run racf-admin --store s doctor
expect_status 64
expect_err_has 'APPL is missing'
expect_err_has "hint: see 'racf-admin doctor --help'"
run racf-admin --store s doctor APPLI2I USER0002 MORE
expect_status 64
run racf-admin --store s doctor TOOLONGNAME
expect_status 64
run racf-admin --store nowhere doctor APPLI2I
expect_status 66
