#include "common/ims/config/mirror.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ptkt::ims_config {

namespace {

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The partner's statement for a link: the one that a physical link ID points to, in either
/// direction, else one between the same two IMS systems.
const Msc* partner_of(const Msc& link, const Config& partner) {
    const auto find = [&](auto matches) -> const Msc* {
        const auto found = std::find_if(partner.mscs.begin(), partner.mscs.end(), matches);
        return found == partner.mscs.end() ? nullptr : &*found;
    };
    const Msc* named = find([&](const Msc& one) { return one.lclplkid == link.rmtplkid; });
    if (named == nullptr)
        named = find([&](const Msc& one) { return one.rmtplkid == link.lclplkid; });
    if (named != nullptr) return named;
    return find([&](const Msc& one) {
        return has(one.lclims, link.rmtims) && has(link.lclims, one.rmtims);
    });
}

/// What a link asks of its partner. Called for both sides, so each thing is looked at one way.
void compare(const Config& config, const Msc& link, const Config& partner, const Msc& other,
             std::vector<std::string>& found) {
    if (link.rmtplkid != other.lclplkid)
        found.push_back(fmt::format(
            "MSC {} of {} has RMTPLKID={}, but the link of {} has LCLPLKID={}", link.lclplkid,
            config.hws.id, link.rmtplkid, partner.hws.id, other.lclplkid));
    if (!has(other.lclims, link.rmtims) && other.genimsid != link.rmtims)
        found.push_back(
            fmt::format("MSC {} of {} has RMTIMS={}, which is not in LCLIMS of MSC {} of {}",
                        link.lclplkid, config.hws.id, link.rmtims, other.lclplkid, partner.hws.id));
    const RmtImsCon* connection = find_rmtimscon(config, link.rmtimscon);
    if (connection == nullptr) return;
    const auto& ports = partner.tcpip.ports;
    const bool listens = std::any_of(ports.begin(), ports.end(),
                                     [&](const Port& port) { return port.id == connection->port; });
    if (!listens)
        found.push_back(fmt::format("RMTIMSCON {} of {} has PORT={}, where {} does not listen",
                                    connection->id, config.hws.id, connection->port,
                                    partner.hws.id));
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

std::vector<std::string> check_mirror(const Config& local, const Config& remote) {
    std::vector<std::string> found;
    bool any = false;
    for (const Msc& link : local.mscs) {
        const Msc* other = partner_of(link, remote);
        if (other == nullptr) continue;
        any = true;
        compare(local, link, remote, *other, found);
        compare(remote, *other, local, link, found);
    }
    if (!any)
        found.push_back(
            fmt::format("no MSC link of {} leads to one of {}", local.hws.id, remote.hws.id));
    return found;
}

}  // namespace ptkt::ims_config
