#ifndef PTKT_IMS_CONFIG_MIRROR_HPP
#define PTKT_IMS_CONFIG_MIRROR_HPP

#include <string>
#include <vector>

#include "common/ims_config/config.hpp"

namespace ptkt::ims_config {

/// Whether the MSC links of two members fit each other; one line for each thing that does not, none
/// when all is well. A link is the mirror of its partner's: the physical link IDs swapped, the
/// remote IMS among the partner's local ones, the port one that the partner listens on, and all
/// that the other way round as well (topic "Example definitions for an MSC TCP/IP link", the rules
/// inferred from it). Links to third systems are left alone.
[[nodiscard]] std::vector<std::string> check_mirror(const Config& local, const Config& remote);

}  // namespace ptkt::ims_config

#endif
