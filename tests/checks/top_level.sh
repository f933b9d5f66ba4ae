#!/bin/sh
# Proves that nothing lies at the top of the sources but what belongs there: what a test or a run by
# hand leaves in the current directory is seen before it is committed.
set -eu
cd "$(dirname "$0")/../.."
ls -A | grep -vxE 'CMakeLists\.txt|CMakePresets\.json|README\.md|LICENSE|tools|common|man|completions|tests|\.ci|\.clang-format|\.git|\.gitignore|\.cache|build|compile_commands\.json' |
    sed 's/$/ does not belong at the top level/' | { ! grep . ; }
