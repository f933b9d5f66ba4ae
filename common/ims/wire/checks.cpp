#include "common/ims/wire/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "common/base/text/ascii.hpp"
#include "common/ims/wire/layout.hpp"

namespace ptkt::ims_wire {

namespace {

bool is_name_character(char c) {
    return base::is_upper(c) || base::is_digit(c) || base::is_national(c);
}

bool is_port(std::string_view name, std::span<const std::uint16_t> ports) {
    std::uint16_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error != std::errc() || end != name.data() + name.size()) return false;
    return std::ranges::find(ports, number) != ports.end();
}

bool is_send_only(MessageKind kind) {
    return kind == MessageKind::SendOnly || kind == MessageKind::SendOnlyAck ||
           kind == MessageKind::SendOnlyError;
}

std::optional<DecodeError> resume_tpipe_trouble(const Irm& irm) {
    if ((irm.f2 & f2::kCm1) != 0)
        return exit_refuses(rsncod::kCm1OnResume, field::kIrmF2.at,
                            "RESUME TPIPE with commit mode 1");
    if ((irm.f0 & (f0::kSynOnly | f0::kSynAsyn)) != 0 && irm.arch < arch::kCallout)
        return exit_refuses(
            rsncod::kContent, field::kIrmArch.at,
            fmt::format("RESUME TPIPE for synchronous callout with IRM_ARCH {}", irm.arch));
    return std::nullopt;
}

}  // namespace

bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= kNameLength &&
           std::ranges::all_of(name, is_name_character);
}

base::Status check_name(std::string_view what, std::string_view name) {
    if (name.empty()) return base::fail(base::ErrorKind::Malformed, "{} is missing", what);
    if (name.size() > kNameLength)
        return base::fail(base::ErrorKind::Malformed, "{} '{}' is longer than {} characters", what,
                          base::printable(name), kNameLength);
    if (!std::ranges::all_of(name, is_name_character))
        return base::fail(base::ErrorKind::Malformed,
                          "{} '{}' has characters other than A-Z, 0-9, @, # and $", what,
                          base::printable(name));
    return {};
}

base::Status check_client_id(std::string_view client_id, std::span<const std::uint16_t> ports) {
    if (client_id.empty()) return {};
    if (auto status = check_name("client id", client_id); !status) return status;
    if (client_id.starts_with("HWS"))
        return base::fail(base::ErrorKind::Malformed, "client id '{}' begins with HWS", client_id);
    if (is_port(client_id, ports))
        return base::fail(base::ErrorKind::Malformed, "client id '{}' is a port number", client_id);
    return {};
}

std::optional<DecodeError> find_contradiction(const Request& request) {
    const Irm& irm = request.irm;
    const std::size_t data = field::kIrmLen.at + irm_length(irm);
    if (irm.f4 == MessageKind::ResumeTpipe) {
        if (auto trouble = resume_tpipe_trouble(irm)) return trouble;
    }
    if (is_send_only(irm.f4) && (irm.f2 & f2::kCm1) != 0)
        return exit_refuses(rsncod::kContent, field::kIrmF2.at,
                            fmt::format("{} with commit mode 1", to_string(irm.f4)));
    if (carries_data(irm.f4) && request.segments.empty())
        return exit_refuses(rsncod::kNoData, data,
                            fmt::format("{} without data", to_string(irm.f4)));
    if (!carries_data(irm.f4) && !request.segments.empty())
        return exit_refuses(rsncod::kContent, data, fmt::format("{} with data", to_string(irm.f4)));
    return std::nullopt;
}

}  // namespace ptkt::ims_wire
