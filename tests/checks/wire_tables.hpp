#ifndef PTKT_TESTS_CHECKS_WIRE_TABLES_HPP
#define PTKT_TESTS_CHECKS_WIRE_TABLES_HPP

#include <string>

namespace ptkt::tests {

/// The sections STRUCTURES, VALUES and CODES of man/imscon-wire.7.scd, written from the lists of
/// ims/wire.
[[nodiscard]] std::string wire_tables();

}  // namespace ptkt::tests

#endif
