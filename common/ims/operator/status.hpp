#ifndef PTKT_IMS_OPERATOR_STATUS_HPP
#define PTKT_IMS_OPERATOR_STATUS_HPP

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "common/base/moment.hpp"
#include "common/ims/operator/metrics.hpp"

/// What a receiver is doing, in one object: for an operator who looks at it again and again.
namespace ptkt::ims_operator {

/// A key of a PTKTDATA profile.
struct KeyView {
    std::string profile;
    std::string kind;  ///< legacy or enhanced
    std::string role;  ///< active, next or previous
    /// Since when it is active, from when it will be, or until when it is still accepted.
    std::optional<base::Instant> when;
};

/// What STATUS shows.
struct Status {
    std::string hws;
    std::string version;
    base::Moment now;
    base::Instant since;  ///< the start of the program
    std::size_t connections = 0;
    std::size_t sockets = 0;
    std::uint32_t maxsoc = 0;
    const Metrics& metrics;
    std::vector<KeyView> keys{};
    std::size_t profiles = 0;  ///< of PTKTDATA, also those whose keys are not shown
};

[[nodiscard]] json::Json status_json(const Status& status);

/// What grew between two such objects, by the second.
struct Rates {
    double messages = 0;
    double link_messages = 0;
    double sign_ons = 0;
    double refusals = 0;
};
/// Nothing: the receiver was started again in between.
[[nodiscard]] std::optional<Rates> rates_between(const json::Json& before, const json::Json& now,
                                                 std::chrono::duration<double> elapsed);

/// A line of the display, and whether it stands out.
struct StatusLine {
    std::string text;
    bool is_heading = false;
};
/// The object for people. Texts in it are safe to show, whatever the object contains.
[[nodiscard]] std::vector<StatusLine> status_lines(const json::Json& status,
                                                   const std::optional<Rates>& rates);
/// The same on one line.
[[nodiscard]] std::string status_line(const json::Json& status, const std::optional<Rates>& rates);

}  // namespace ptkt::ims_operator

#endif
