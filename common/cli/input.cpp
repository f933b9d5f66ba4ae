#include "common/cli/input.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "common/base/secret.hpp"
#include "common/base/text/foreign.hpp"
#include "common/base/text/utf8.hpp"

namespace ptkt::cli {

namespace {

constexpr std::size_t kReadSize = std::size_t{256} << 10U;

}  // namespace

std::string_view Input::unread() const {
    return {buffer_.data() + begin_, end_ - begin_};
}

bool Input::line_is_buffered() const {
    return ended_ || unread().find('\n') != std::string_view::npos;
}

Input::~Input() {
    if (wiping_) base::wipe(buffer_.data(), buffer_.size());
}

void Input::make_room() {
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        if (wiping_) base::wipe(buffer_.data() + (end_ - begin_), begin_);
        end_ -= begin_;
        begin_ = 0;
        wiped_ = 0;
    }
    if (buffer_.size() >= end_ + kReadSize) return;
    if (!wiping_) return buffer_.resize(end_ + kReadSize);
    std::vector<char> larger(end_ + kReadSize);
    std::copy_n(buffer_.data(), end_, larger.data());
    base::wipe(buffer_.data(), buffer_.size());
    buffer_ = std::move(larger);
}

/// Reads once, behind what is still unread.
base::Status Input::fill() {
    make_room();
    ssize_t count = 0;
    do {
        count = ::read(fd_, buffer_.data() + end_, buffer_.size() - end_);
    } while (count < 0 && errno == EINTR);
    if (count < 0) return fail(base::ErrorKind::Io, "reading {}: {}", name_, std::strerror(errno));
    ended_ = count == 0;
    end_ += static_cast<std::size_t>(count);
    return {};
}

std::string_view Input::take(std::size_t length, std::size_t with_end) {
    std::string_view line = unread().substr(0, length);
    if (line.ends_with('\r') && with_end > length) line.remove_suffix(1);
    begin_ += with_end;
    return line;
}

base::Status Input::skip_line() {
    while (true) {
        const auto newline = unread().find('\n');
        if (newline != std::string_view::npos) {
            begin_ += newline + 1;
            return {};
        }
        begin_ = end_;
        if (ended_) return {};
        if (auto filled = fill(); !filled) return filled;
    }
}

base::Result<std::optional<std::string_view>> Input::line() {
    if (wiping_) base::wipe(buffer_.data() + wiped_, begin_ - wiped_);
    wiped_ = begin_;
    for (std::size_t searched = 0;;) {
        const auto newline = unread().find('\n', searched);
        const bool found = newline != std::string_view::npos;
        searched = found ? newline : unread().size();
        if (searched > max_line_) {
            ++line_number_;
            if (auto skipped = skip_line(); !skipped) return std::move(skipped).error();
            return fail(base::ErrorKind::Malformed, "{}:{}: line is longer than {} bytes", name_,
                        line_number_, max_line_);
        }
        if (found) {
            ++line_number_;
            return std::optional(take(newline, newline + 1));
        }
        if (ended_) {
            if (is_text_)
                while (end_ > begin_ && buffer_[end_ - 1] == base::kEndOfFileMark)
                    --end_;
            searched = unread().size();
            if (searched == 0) return std::optional<std::string_view>();
            ++line_number_;
            return std::optional(take(searched, searched));
        }
        if (auto filled = fill(); !filled) return std::move(filled).error();
    }
}

base::Status Input::begin_text() {
    is_text_ = true;
    while (!ended_ && unread().size() <= max_line_ && unread().find('\n') == std::string_view::npos)
        if (auto filled = fill(); !filled) return filled;
    if (const auto foreign = base::foreign_text(unread().substr(0, unread().find('\n'))))
        return base::with_hint(fail(base::ErrorKind::Malformed,
                                    "{}: the text is in {}, not in ASCII", name_, foreign->name),
                               fmt::format("convert it first, for example: {}", foreign->command));
    if (unread().starts_with(base::kByteOrderMark)) begin_ += base::kByteOrderMark.size();
    return {};
}

base::Result<std::string> Input::read_all(std::size_t limit) {
    while (!ended_ && end_ - begin_ <= limit)
        if (auto filled = fill(); !filled) return std::move(filled).error();
    if (end_ - begin_ > limit)
        return fail(base::ErrorKind::Malformed, "{} is longer than {} bytes", name_, limit);
    std::string text(unread());
    begin_ = end_;
    return text;
}

}  // namespace ptkt::cli
