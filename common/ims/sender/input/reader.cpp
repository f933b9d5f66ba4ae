#include "common/ims/sender/input/reader.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "common/base/text/ascii.hpp"
#include "common/base/text/foreign.hpp"
#include "common/base/text/utf8.hpp"
#include "common/ims/sender/input/json_message.hpp"
#include "common/ims/wire/numbers.hpp"

namespace ptkt::ims_sender {

namespace {

constexpr std::size_t kReadAtOnce = std::size_t{64} << 10U;
constexpr std::size_t kLongestLine = std::size_t{64} << 10U;
constexpr std::size_t kLongestRaw = std::size_t{256} << 20U;

/// The data of the segments up to the one that has none. REQUIRES: they are whole.
std::vector<base::Bytes> take_segments(base::ByteReader bytes) {
    std::vector<base::Bytes> segments;
    for (;;) {
        const std::size_t length = *bytes.u16() - ims_wire::kSegmentHeaderLength;
        static_cast<void>(bytes.u16());
        if (length == 0) return segments;
        const auto data = *bytes.take(length);
        segments.emplace_back(data.begin(), data.end());
    }
}

}  // namespace

base::Status Reader::read_some() {
    if (begin_ > 0) {
        buffer_.erase(0, begin_);
        begin_ = 0;
    }
    const std::size_t before = buffer_.size();
    buffer_.resize(before + kReadAtOnce);
    ssize_t count = 0;
    do {
        count = ::read(source_.fd, buffer_.data() + before, kReadAtOnce);
    } while (count < 0 && errno == EINTR);
    buffer_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count < 0)
        return base::fail(base::ErrorKind::Io, "reading {}: {}", source_.name,
                          std::strerror(errno));
    ended_ = count == 0;
    return {};
}

Reader::Head Reader::head_of_line() {
    const std::size_t newline = unread().find('\n', scanned_);
    if (skips_line_) {
        take(newline == std::string_view::npos ? unread().size() : newline + 1);
        if (newline == std::string_view::npos) return Head::Part;
        skips_line_ = false;
        return head_of_line();
    }
    scanned_ = std::min(newline, unread().size());
    if (scanned_ > kLongestLine) return Head::TooLong;
    return newline == std::string_view::npos ? Head::Part : Head::Whole;
}

/// `scanned_` comes to stand after the segment without data, or at what is wrong.
Reader::Head Reader::head_of_raw() {
    constexpr std::size_t kHeader = ims_wire::kSegmentHeaderLength;
    const auto bytes = base::as_bytes(unread());
    for (;;) {
        if (scanned_ > kLongestRaw) return Head::TooLong;
        base::ByteReader at(bytes.subspan(scanned_));
        const auto length = at.u16();
        if (!length || !at.u16()) return Head::Part;
        if (*length < kHeader) return Head::Wrong;
        if (*length > bytes.size() - scanned_) return Head::Part;
        scanned_ += *length;
        if (*length == kHeader) return Head::Whole;
    }
}

bool Reader::is_ready() {
    std::size_t before = taken_;
    do {
        before = taken_;
        if (!next_) next_ = settings_.format == Form::Raw ? look_for_raw() : look_for_line();
    } while (!next_ && taken_ != before);
    if (!next_ && ended_) next_ = std::optional<Message>();
    return next_.has_value();
}

Reader::Next Reader::next() {
    while (!is_ready())
        if (auto read = read_some(); !read) return std::move(read).error();
    return *std::exchange(next_, std::nullopt);
}

void Reader::take(std::size_t length) {
    begin_ += length;
    taken_ += length;
    scanned_ = 0;
}

std::optional<Reader::Next> Reader::look_for_line() {
    const Head found = head_of_line();
    if (found == Head::TooLong) return too_long_line();
    const bool has_end = found == Head::Whole;
    if (!has_end && (!ended_ || unread().empty())) return std::nullopt;
    std::string_view line = unread().substr(0, scanned_);
    const std::size_t length = scanned_ + (has_end ? 1 : 0);
    if (has_end && line.ends_with('\r')) line.remove_suffix(1);
    // What other systems put around a text is not a part of it.
    if (line_ == 0 && line.starts_with(base::kByteOrderMark))
        line.remove_prefix(base::kByteOrderMark.size());
    while (!has_end && line.ends_with(base::kEndOfFileMark))
        line.remove_suffix(1);
    if (!has_end && line.empty()) {
        take(length);
        return std::nullopt;
    }
    last_ = std::string(line) + "\n";
    take(length);
    ++line_;
    return next_of(std::string_view(last_).substr(0, last_.size() - 1));
}

Reader::Next Reader::too_long_line() {
    last_.clear();  // too long to be kept
    ++number_;
    ++line_;
    take(scanned_);
    skips_line_ = true;
    return base::fail(base::ErrorKind::Malformed, "{}:{}: line is longer than {} bytes",
                      source_.name, line_, kLongestLine);
}

/// Nothing for a line that stands for no message.
std::optional<Reader::Next> Reader::next_of(std::string_view line) {
    auto message = message_of(line);
    if (message && !*message) return std::nullopt;
    ++number_;
    if (!message) {
        base::Error error = std::move(message).error();
        if (error.hint.empty()) error.hint = base::conversion_hint(line);
        return std::move(error).within(fmt::format("{}:{}", source_.name, line_));
    }
    (*message)->number = number_;
    (*message)->original = last_;
    return message;
}

Reader::Next Reader::message_of(std::string_view line) const {
    if (settings_.format == Form::Ndjson) {
        if (base::trim(line).empty()) return std::optional<Message>();
        return message_of_json(line, settings_.encoding);
    }
    auto data = to_wire(line, settings_.encoding);
    if (!data) return std::move(data).error();
    Message message;
    message.segments.push_back(std::move(*data));
    return std::optional(std::move(message));
}

std::optional<Reader::Next> Reader::look_for_raw() {
    const Head found = head_of_raw();
    if (found == Head::Whole) {
        last_ = std::string(unread().substr(0, scanned_));
        take(last_.size());
        auto segments = take_segments(base::ByteReader(base::as_bytes(last_)));
        return std::optional(Message{++number_, {}, {}, std::move(segments), last_});
    }
    // Where the next message begins cannot be told when this one is wrong: the rest belongs to it.
    const bool is_all = ended_ && !unread().empty();
    if (!is_all && unread().size() <= kLongestRaw) return std::nullopt;
    return wrong_raw();
}

Reader::Next Reader::wrong_raw() {
    ++number_;
    // Too long for us is no fault of one message.
    if (unread().size() > kLongestRaw)
        return base::fail(base::ErrorKind::Io, "{} has a message longer than {} bytes",
                          source_.name, kLongestRaw);
    const std::size_t fault = taken_ + scanned_;
    last_ = std::string(unread());
    take(last_.size());
    return base::fail(base::ErrorKind::Malformed,
                      "{}: byte {}: no segment LL ZZ data, and no X'00040000'", source_.name,
                      fault);
}

}  // namespace ptkt::ims_sender
