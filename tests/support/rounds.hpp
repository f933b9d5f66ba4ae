#ifndef PTKT_TESTS_SUPPORT_ROUNDS_HPP
#define PTKT_TESTS_SUPPORT_ROUNDS_HPP

#include <algorithm>
#include <cstdlib>
#include <string>

namespace ptkt::tests {

/// How often a test repeats what is left to chance: a few times on every change, as often as
/// PTKT_ROUNDS says by night. Programs with sanitizers look for faults of another kind, which a
/// quarter of the rounds, each several times as slow, shows as well.
inline int rounds(int usual) {
    const char* value = std::getenv("PTKT_ROUNDS");
    if (value != nullptr) return std::stoi(value);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return std::max(usual / 4, std::min(usual, 2));
#else
    return usual;
#endif
}

}  // namespace ptkt::tests

#endif
