#ifndef PTKT_IMS_CONFIG_RULES_HPP
#define PTKT_IMS_CONFIG_RULES_HPP

#include "common/ims/config/config.hpp"

namespace ptkt::ims_config {

/// The rules that no keyword can be checked for alone. Where IMS Connect corrects a member and goes
/// on, this does the same and warns. A rule says nothing of a statement that has errors of its own
/// where they could be the cause.
void apply_rules(Config& config, Diagnostics& diagnostics);

}  // namespace ptkt::ims_config

#endif
