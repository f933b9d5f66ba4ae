#ifndef PTKT_RACF_STORE_CHECK_FINDING_HPP
#define PTKT_RACF_STORE_CHECK_FINDING_HPP

#include <functional>
#include <string>
#include <string_view>

#include "common/base/result.hpp"

namespace ptkt::store_check {

/// How bad a finding is, in RACF's return codes.
enum class Severity : int {
    Warning = 4,    ///< all works, but something should be tidied up
    Error = 8,      ///< a profile or a key does not work as it should
    Unusable = 12,  ///< the store as a whole does not
};

/// `warning`, `error`, `unusable`.
[[nodiscard]] constexpr std::string_view to_string(Severity severity) {
    if (severity == Severity::Warning) return "warning";
    return severity == Severity::Error ? "error" : "unusable";
}

/// Something that is not as it should be.
struct Finding {
    Severity severity = Severity::Warning;
    std::string_view kind;  ///< one word for scripts: `dangling-id`, `mode`, ...
    std::string subject;    ///< what it is about: `profile FACILITY BPX.**`
    std::string what;       ///< one sentence in lower case
    std::string repair{};   ///< what was done about it; empty: nothing
};

/// What `repair` says of a text that was taken as it is.
inline constexpr std::string_view kAccepted = "accepted as it is";

using Tell = std::function<base::Status(const Finding&)>;

}  // namespace ptkt::store_check

#endif
