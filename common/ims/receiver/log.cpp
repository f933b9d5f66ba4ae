#include "common/ims/receiver/log.hpp"

#include <utility>

#include "common/base/text/visible.hpp"

namespace ptkt::ims_receiver {

bool Log::has_room() {
    if (const base::Instant now = host_.now(); now != second_) {
        tell_left_out();
        second_ = now;
        written_ = 0;
    }
    if (written_ >= kMostInASecond) {
        ++left_out_;
        return false;
    }
    ++written_;
    return true;
}

void Log::line(std::string_view text) {
    if (has_room()) host_.note(base::on_one_line(text));
}

void Log::line(std::string_view text, const Facts& facts) {
    if (!host_.keeps_facts()) return line(text);
    if (has_room()) host_.note_of(base::on_one_line(text), facts());
}

void Log::tell_left_out() {
    if (const int count = std::exchange(left_out_, 0); count > 0)
        host_.note(
            fmt::format("{} more lines of {} are left out", count, base::to_rfc3339(second_)));
}

}  // namespace ptkt::ims_receiver
