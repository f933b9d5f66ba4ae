#ifndef PTKT_IMS_WIRE_REASONS_HPP
#define PTKT_IMS_WIRE_REASONS_HPP

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/ims/wire/response.hpp"

/// Words for the numbers of a request status message (IBM "Return and reason codes for IMS Connect
/// exits"; z/OS RACROUTE REQUEST=VERIFY return codes). An unknown number has an empty text.
namespace ptkt::ims_wire {

struct CodeText {
    std::uint32_t number;
    std::string_view text;
};
/// All that are known, in ascending order.
[[nodiscard]] std::span<const CodeText> return_codes();
[[nodiscard]] std::span<const CodeText> reason_codes();
[[nodiscard]] std::span<const CodeText> racroute_codes();

[[nodiscard]] std::string_view return_code_text(std::uint32_t return_code);

/// For RSNCOD beside return codes 4, 8, 12 and 20 to 28; beside 16 it is an OTMA sense code and
/// beside 32, 36 and 40 a timer value.
[[nodiscard]] std::string_view reason_code_text(std::uint32_t reason_code);

/// For RSM_RACFRC.
[[nodiscard]] std::string_view racroute_text(base::Byte return_code);

/// One line for people, such as `security violation (rc 8, reason 40): password or PassTicket not
/// valid (RACF 08)`.
[[nodiscard]] std::string describe(const Rsm& rsm);

/// A word for each flag of FLG1 that is on and says something of its own, such as `ack-required`
/// (IBM "Format of the request status message", "Format of the complete status message").
[[nodiscard]] std::vector<std::string_view> flag_words(base::Byte flags);

/// CSM_PRLVL where its flag says that it counts (IBM "IMS Connect protocol level").
[[nodiscard]] std::optional<base::Byte> level_of(const Csm& csm);

/// One line for people, such as `ack-required; protocol level 3: NOWAIT, RACF return codes`.
[[nodiscard]] std::string describe(const Csm& csm);

}  // namespace ptkt::ims_wire

#endif
