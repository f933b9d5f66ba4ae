#ifndef PTKT_TESTS_CHECKS_DISSECTOR_LISTS_HPP
#define PTKT_TESTS_CHECKS_DISSECTOR_LISTS_HPP

#include <string>

namespace ptkt::tests {

/// The lists in tools/wireshark/imscon.lua, written from those of ims/wire.
[[nodiscard]] std::string dissector_lists();

}  // namespace ptkt::tests

#endif
