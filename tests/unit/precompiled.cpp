// Carries the precompiled header that all test programs share; Catch2 is most of what they compile.
#include "tests/unit/test.hpp"
