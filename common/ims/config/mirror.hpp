#ifndef PTKT_IMS_CONFIG_MIRROR_HPP
#define PTKT_IMS_CONFIG_MIRROR_HPP

#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "common/ims/config/config.hpp"

namespace ptkt::ims_config {

/// What the other side of a link says of itself: the keywords of its MSC statement.
struct LinkNames {
    std::string lclplkid;
    std::string rmtplkid;
    std::vector<std::string> lclims;
    std::string rmtims;
};

/// The statements that a partner's link may lead to: the one that mirrors it (the physical link IDs
/// swapped, each remote IMS among the local ones of the other side; topic "Example definitions for
/// an MSC TCP/IP link", the rules inferred from it). When its RMTIMS is a GENIMSID, all of that
/// group that do, in the order of the member: the group shares the physical link ID that the
/// partner names (our reading of the topic "MSC statement"). Otherwise the error is one line that
/// says what does not fit.
[[nodiscard]] base::Result<std::vector<const Msc*>> partners_of(const Config& config,
                                                                const LinkNames& partner);

}  // namespace ptkt::ims_config

#endif
