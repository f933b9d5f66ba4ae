#ifndef PTKT_IMS_CONFIG_STATEMENT_NAMES_HPP
#define PTKT_IMS_CONFIG_STATEMENT_NAMES_HPP

#include <algorithm>
#include <array>
#include <string_view>

namespace ptkt::ims_config {

/// How many of the statements are read in full; the others are only skipped.
inline constexpr std::size_t kReadStatements = 6;

/// The statements of a member, those first that are read.
inline constexpr std::array<std::string_view, 10> kStatementNames = {
    "HWS",       "TCPIP",   "DATASTORE", "IMSPLEX",  "MSC",
    "RMTIMSCON", "RMTCICS", "ISC",       "ODACCESS", "ADAPTER"};

[[nodiscard]] constexpr bool is_statement_name(std::string_view name) {
    return std::find(kStatementNames.begin(), kStatementNames.end(), name) != kStatementNames.end();
}

[[nodiscard]] constexpr bool is_skipped_statement(std::string_view name) {
    const auto* const skipped = kStatementNames.begin() + kReadStatements;
    return std::find(skipped, kStatementNames.end(), name) != kStatementNames.end();
}

}  // namespace ptkt::ims_config

#endif
