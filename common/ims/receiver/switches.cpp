#include "common/ims/receiver/switches.hpp"

namespace ptkt::ims_receiver {

namespace {

/// No number is known for these answers.
Acted acted(std::string text) {
    return {"HWSC0001I", std::move(text)};
}

}  // namespace

base::Result<Acted> Switches::set_port(const std::string& port, bool on) {
    const auto number = static_cast<std::uint16_t>(std::stoi(port));
    if (auto done = switch_port_(number, on); !done) return std::move(done).error();
    if (on) {
        closed_.erase(number);
    } else {
        closed_.insert(number);
    }
    reporter_.line(fmt::format("port {} was {} by the operator", port, on ? "opened" : "stopped"));
    return acted(fmt::format("LISTENING ON PORT={} {}", port, on ? "STARTED" : "STOPPED"));
}

base::Result<Acted> Switches::set_datastore(const ims_config::Config& config, const std::string& id,
                                            bool on) {
    if (ims_config::find_datastore(config, id) == nullptr)
        return base::fail(base::ErrorKind::NotFound, "there is no data store {}", id);
    if (!(on ? transactions_.start_datastore(id) : transactions_.stop_datastore(id)))
        return base::fail(base::ErrorKind::NotFound, "data store {} is {}", id,
                          on ? "not stopped" : "stopped already");
    reporter_.line(
        fmt::format("data store {} was {} by the operator", id, on ? "opened" : "stopped"));
    return acted(fmt::format("DATASTORE={} {}", id, on ? "STARTED" : "STOPPED"));
}

base::Result<Acted> Switches::set_racf(bool on) {
    if (auto done = gate_.set_checks(on); !done) return std::move(done).error();
    if (on) trust_.end_unchecked();
    reporter_.line(on ? "sign-ons are checked from now on (SETRACF ON)"
                      : "nobody is checked from now on (SETRACF OFF)");
    return acted(fmt::format("RACF={}", on ? 'Y' : 'N'));
}

base::Result<Acted> Switches::set_uidcache(bool on) {
    if (auto done = gate_.set_memory(on); !done) return std::move(done).error();
    return acted(fmt::format("UIDCACHE={}", on ? 'Y' : 'N'));
}

Acted Switches::set_pswdmc(const std::string& how) {
    using ims_config::Pswdmc;
    const bool follows = how == "RCF";
    gate_.set_pswdmc(follows ? Pswdmc::Follow : how == "ON" ? Pswdmc::Yes : Pswdmc::No);
    return acted(fmt::format("PSWDMC={}", follows ? 'R' : how == "ON" ? 'Y' : 'N'));
}

base::Result<Acted> Switches::refresh_racfuid(const std::string& user) {
    if (auto done = gate_.forget(user); !done) return std::move(done).error();
    return acted(fmt::format("RACFUID {} REFRESHED", user));
}

}  // namespace ptkt::ims_receiver
