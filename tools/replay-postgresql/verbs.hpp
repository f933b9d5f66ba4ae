#ifndef PTKT_TOOLS_REPLAY_POSTGRESQL_VERBS_HPP
#define PTKT_TOOLS_REPLAY_POSTGRESQL_VERBS_HPP

#include <string>

#include "common/base/result.hpp"

/// What an administrator asks for. Each gives lines `NAME<tab>VALUE`; what is wrong is a line
/// `finding<tab>error|warning|note<tab>WHAT<tab>HINT`.
namespace ptkt::replay_postgresql {

/// Makes what is missing of the schema. An error when the table belongs to others.
[[nodiscard]] base::Result<std::string> init(const std::string& url, const std::string& key_check);

/// Where the table stands: epoch, standby, partitions, rates.
[[nodiscard]] base::Result<std::string> status(const std::string& url,
                                               const std::string& key_check);

/// What of the server's settings does not protect.
[[nodiscard]] base::Result<std::string> check(const std::string& url, const std::string& key_check);

}  // namespace ptkt::replay_postgresql

#endif
