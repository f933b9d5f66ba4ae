#include "common/ims/receiver/log.hpp"

#include <utility>

#include "common/base/text/visible.hpp"

namespace ptkt::ims_receiver {

void Log::line(std::string_view text) {
    if (const base::Instant now = host_.now(); now != second_) {
        tell_left_out();
        second_ = now;
        written_ = 0;
    }
    if (written_ >= kMostInASecond) {
        ++left_out_;
        return;
    }
    ++written_;
    host_.note(base::on_one_line(text));
}

void Log::tell_left_out() {
    if (const int count = std::exchange(left_out_, 0); count > 0)
        host_.note(
            fmt::format("{} more lines of {} are left out", count, base::to_rfc3339(second_)));
}

}  // namespace ptkt::ims_receiver
