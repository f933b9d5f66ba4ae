#include "common/ims/sign_on/explain_limit.hpp"

namespace ptkt::ims_sign_on {

namespace {

/// `[::1]:9999` and `10.0.0.1:9999` without the port; `::1` is an address as it is.
std::string address_of(std::string_view source) {
    const auto colon = source.rfind(':');
    if (colon == std::string_view::npos) return std::string(source);
    const bool has_port = source.find(':') == colon || source[colon - 1] == ']';
    return std::string(has_port ? source.substr(0, colon) : source);
}

}  // namespace

/// An address is remembered only for what was explained to it, which the rate of all bounds: those
/// that have calmed down leave when there is no room, or all do.
bool ExplainLimit::take(std::string_view source, TimePoint now) {
    if (!all_.allows(now)) return false;
    std::string address = address_of(source);
    if (addresses_.size() >= kMost && !addresses_.contains(address)) {
        std::erase_if(addresses_, [&](const auto& one) { return one.second.is_idle(now); });
        if (addresses_.size() >= kMost) addresses_.clear();
    }
    if (!addresses_.try_emplace(std::move(address), kOfOneAddress).first->second.take(now))
        return false;
    all_.count(now);
    return true;
}

}  // namespace ptkt::ims_sign_on
