#!/bin/sh
# Proves that nothing is committed at the top of the sources but what belongs there, such as the
# leavings of a run by hand. Sources without their history have nothing to show.
set -eu
cd "$(dirname "$0")/../.."
[ -e .git ] || exit 0
git -c safe.directory='*' ls-files | cut -d/ -f1 | sort -u |
    grep -vxE 'CMakeLists\.txt|CMakePresets\.json|README\.md|LICENSE|tools|common|man|completions|tests|\.ci|\.clang-format|\.clang-tidy|\.gitignore' |
    sed 's/$/ does not belong at the top level/' | { ! grep . ; }
