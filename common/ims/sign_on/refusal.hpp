#ifndef PTKT_IMS_SIGN_ON_REFUSAL_HPP
#define PTKT_IMS_SIGN_ON_REFUSAL_HPP

#include <optional>
#include <string>

#include "common/ims/wire/decode_error.hpp"
#include "common/ims/wire/response.hpp"

namespace ptkt::ims_sign_on {

/// Why a message is not taken: what the peer is told (nothing: it sees its connection closed, and
/// that is all), one stable word, and a line for whoever runs this program. The connection ends
/// with it, as IMS Connect closes it for every return code that is used here.
struct Refusal {
    std::optional<ims_wire::Rsm> rsm;
    std::string reason;
    std::string detail;
    /// Not refused yet: what was presented is to be compared with the password of this hash first.
    std::string compare_with{};
    /// Whose message it was, as far as that was asked.
    struct Whose {
        std::string client_id;
        std::string user;
        std::string appl;
    };
    Whose whose{};
    /// Where RACF decided: the qualifier of SMF event 1.
    std::optional<int> smf_qualifier{};
};

/// An error that IMS Connect itself finds: return code 8.
[[nodiscard]] Refusal refusal(std::uint32_t reason_code, std::string reason, std::string detail,
                              base::Byte racf = 0);

/// Bytes that are no message, with the codes that the decoder gave.
[[nodiscard]] Refusal malformed(const ims_wire::DecodeError& error);

}  // namespace ptkt::ims_sign_on

#endif
