#!/bin/sh
# package.sh BUILD: the Debian package of a build tree, made from what is built there; what it contains, and
# that its programs do their work where it installs them. That they are hardened and lintian's verdict are
# for .ci/package, which compiles them once more.
set -eu
build=$1
sources=$(readlink -f "$(dirname "$0")/../..")
for program in cpack dpkg-shlibdeps file objdump; do
    command -v $program >/dev/null && continue
    echo "$program is not installed: not tested"
    exit 77
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$build" && umask 022 && cpack -G DEB -B "$work" -D CPACK_DEBIAN_COMPRESSION_TYPE=gzip) >"$work/said" 2>&1 || {
    cat "$work/said" >&2
    exit 1
}
package=$(ls "$work"/ptkt_*.deb)
"$sources/tools/package/prove" "$package" unhardened
"$sources/tools/package/installed" "$package" ptkt_gen ptkt_verify racf_admin imscon_trust imscon_demo \
    imscon_spool pipelines habits mistakes completions
