#ifndef PTKT_IMS_CONFIG_STATEMENT_NAMES_HPP
#define PTKT_IMS_CONFIG_STATEMENT_NAMES_HPP

#include <algorithm>
#include <array>
#include <string_view>

namespace ptkt::ims_config {

/// The statements of a member. The first six are read in full, the others only skipped.
inline constexpr std::array<std::string_view, 10> kStatementNames = {
    "HWS",       "TCPIP",   "DATASTORE", "IMSPLEX",  "MSC",
    "RMTIMSCON", "RMTCICS", "ISC",       "ODACCESS", "ADAPTER"};

[[nodiscard]] constexpr bool is_statement_name(std::string_view name) {
    return std::find(kStatementNames.begin(), kStatementNames.end(), name) != kStatementNames.end();
}

}  // namespace ptkt::ims_config

#endif
