#ifndef PTKT_IMS_CONFIG_STATEMENTS_HPP
#define PTKT_IMS_CONFIG_STATEMENTS_HPP

#include <vector>

#include "common/ims/config/config.hpp"
#include "common/ims/config/syntax.hpp"

namespace ptkt::ims_config {

/// Reads the keywords of each statement by its table. The result holds what could be read; it is a
/// Config only when nothing here or in the rules was an error.
[[nodiscard]] Config read_statements(const std::vector<Statement>& statements,
                                     Diagnostics& diagnostics);

}  // namespace ptkt::ims_config

#endif
