#include "common/ims/sign_on/refusal.hpp"

#include <fmt/format.h>

namespace ptkt::ims_sign_on {

Refusal refusal(std::uint32_t reason_code, std::string reason, std::string detail,
                base::Byte racf) {
    return {ims_wire::Rsm{0, racf, ims_wire::retcod::kImsConnect, reason_code},
            std::move(reason),
            std::move(detail),
            {}};
}

Refusal malformed(const ims_wire::DecodeError& error) {
    Refusal refused{{}, "malformed", fmt::format("{} (at byte {})", error.what, error.offset), {}};
    if (error.codes)
        refused.rsm = ims_wire::Rsm{0, 0, error.codes->return_code, error.codes->reason_code};
    return refused;
}

}  // namespace ptkt::ims_sign_on
