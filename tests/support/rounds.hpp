#ifndef PTKT_TESTS_SUPPORT_ROUNDS_HPP
#define PTKT_TESTS_SUPPORT_ROUNDS_HPP

#include <cstdlib>
#include <string>

namespace ptkt::tests {

/// How often a test repeats what is left to chance: a few times on every change, as often as
/// PTKT_ROUNDS says by night.
inline int rounds(int usual) {
    const char* value = std::getenv("PTKT_ROUNDS");
    return value == nullptr ? usual : std::stoi(value);
}

}  // namespace ptkt::tests

#endif
