#include "common/ims/config/mirror.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ptkt::ims_config {

namespace {

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// What keeps a statement from being the mirror of a partner's, or an empty text.
std::string mismatch(const Msc& own, const LinkNames& partner) {
    if (own.rmtplkid != partner.lclplkid)
        return fmt::format("MSC {} has RMTPLKID={}, but the other side's LCLPLKID is {}",
                           own.lclplkid, own.rmtplkid, partner.lclplkid);
    if (!has(partner.lclims, own.rmtims))
        return fmt::format("MSC {} has RMTIMS={}, but the other side's LCLIMS is {}", own.lclplkid,
                           own.rmtims, fmt::join(partner.lclims, ","));
    if (!has(own.lclims, partner.rmtims) && own.genimsid != partner.rmtims)
        return fmt::format("the other side's RMTIMS is {}, which is not in LCLIMS of MSC {}",
                           partner.rmtims, own.lclplkid);
    return {};
}

}  // namespace

base::Result<std::vector<const Msc*>> partners_of(const Config& config, const LinkNames& partner) {
    const auto bad = [](std::string why) {
        return base::Error{base::ErrorKind::Config, std::move(why), {}};
    };
    const Msc* const named = find_msc(config, partner.rmtplkid);
    if (named == nullptr)
        return bad(fmt::format("no MSC of {} has LCLPLKID={}", config.hws.id, partner.rmtplkid));
    if (named->genimsid != partner.rmtims) {
        auto why = mismatch(*named, partner);
        if (!why.empty()) return bad(std::move(why));
        return std::vector<const Msc*>{named};
    }
    std::vector<const Msc*> group;
    for (const Msc& one : config.mscs)
        if (one.genimsid == partner.rmtims && mismatch(one, partner).empty()) group.push_back(&one);
    if (group.empty()) return bad(mismatch(*named, partner));
    return group;
}

}  // namespace ptkt::ims_config
