#include "common/cli/output.hpp"

#include <cerrno>
#include <cstring>

#include "common/base/text/visible.hpp"

namespace ptkt::cli {

namespace {

constexpr std::size_t kFlushSize = std::size_t{64} << 10;

}  // namespace

base::Status OutputFile::state() const {
    if (failure_) return *failure_;
    return {};
}

void OutputFile::write_out() {
    std::string_view left = pending_;
    while (!left.empty() && !failure_) {
        const ssize_t count = ::write(fd_, left.data(), left.size());
        if (count >= 0) {
            left.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            reader_gone_ = errno == EPIPE;
            failure_ = fail(base::ErrorKind::Io, "writing {}: {}", name_, std::strerror(errno));
        }
    }
    pending_.clear();
}

base::Status OutputFile::append(std::string_view text) {
    if (failure_) return *failure_;
    // Who waits for each line sits at a terminal, on which the text of others must not act.
    if (line_buffered_) {
        pending_ += base::for_terminal(text);
    } else {
        pending_ += text;
    }
    if (pending_.size() >= kFlushSize || (line_buffered_ && text.ends_with('\n'))) write_out();
    return state();
}

base::Status OutputFile::flush() {
    if (!failure_) write_out();
    return state();
}

}  // namespace ptkt::cli
