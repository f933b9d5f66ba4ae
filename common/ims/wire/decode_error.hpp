#ifndef PTKT_IMS_WIRE_DECODE_ERROR_HPP
#define PTKT_IMS_WIRE_DECODE_ERROR_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "common/ims/wire/numbers.hpp"

namespace ptkt::ims_wire {

/// RETCOD and RSNCOD of a request status message.
struct RsmCodes {
    std::uint32_t return_code = 0;
    std::uint32_t reason_code = 0;
    friend bool operator==(const RsmCodes&, const RsmCodes&) = default;
};

/// Why a message cannot be taken. `offset` is the byte in the message, `what` one lower-case line
/// that never holds the password. `codes` is what the sender is told in an RSM; without it the
/// sender sees the connection closed and nothing else, which is what IMS Connect does for a
/// message that names no known exit.
/// Reason codes are IBM's ("HWSSMPL0 and HWSSMPL1 return and reason codes"); that format errors
/// found by the exit carry return code 4 is inferred.
struct DecodeError {
    std::optional<RsmCodes> codes;
    std::size_t offset = 0;
    std::string what;
};

/// A format error that the exit reports with return code 4.
[[nodiscard]] inline DecodeError exit_refuses(std::uint32_t reason, std::size_t offset,
                                              std::string what) {
    return {RsmCodes{retcod::kExit, reason}, offset, std::move(what)};
}

}  // namespace ptkt::ims_wire

#endif
