#ifndef PTKT_IMS_CAPTURE_RENDER_HPP
#define PTKT_IMS_CAPTURE_RENDER_HPP

#include <string>
#include <vector>

#include "common/ims/capture/fields.hpp"

namespace ptkt::ims_capture {

/// Records as text for people, a line each.
class Lines {
  public:
    explicit Lines(Reading reading) : reading_(reading) {}

    /// The line, without its end: time, conversation, direction, what it is, what came of it.
    [[nodiscard]] std::string line_of(const Record& record);
    /// Every field, a line each.
    [[nodiscard]] std::string details_of(const Record& record) const;

  private:
    Reading reading_;
    std::size_t width_ = 0;  ///< of the direction, as far as was seen
};

/// A record as an object: what `record_fields` names, and each field under its name in lower case.
[[nodiscard]] json::Json record_json(const Record& record, const Reading& reading);

/// All members that such an object can have.
[[nodiscard]] const std::vector<std::string>& record_fields();

/// `2026-11-22T10:00:00.123456Z`.
[[nodiscard]] std::string to_text(Time time);

}  // namespace ptkt::ims_capture

#endif
