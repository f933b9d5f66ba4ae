#include "tools/imscon-recv/log.hpp"

#include <utility>

#include "common/base/text/visible.hpp"
#include "common/cli/diagnostics.hpp"

namespace ptkt::imscon_recv {

void Log::line(std::string_view text) {
    if (const base::Instant now = io_.now(); now != second_) {
        tell_left_out();
        second_ = now;
        written_ = 0;
    }
    if (written_ >= kMostInASecond) {
        ++left_out_;
        return;
    }
    ++written_;
    cli::note(io_, base::on_one_line(text));
}

void Log::tell_left_out() {
    if (const int count = std::exchange(left_out_, 0); count > 0)
        cli::note(
            io_, fmt::format("{} more lines of {} are left out", count, base::to_rfc3339(second_)));
}

}  // namespace ptkt::imscon_recv
