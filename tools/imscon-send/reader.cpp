#include "tools/imscon-send/reader.hpp"

#include "common/base/ascii.hpp"
#include "common/ims_wire/numbers.hpp"
#include "tools/imscon-send/json_message.hpp"

namespace ptkt::imscon_send {

namespace {

constexpr std::size_t kLargestRawInput = std::size_t{256} << 20U;

/// The data of the segments up to the one that has none; nothing when the bytes are not so.
std::optional<std::vector<base::Bytes>> take_segments(base::ByteReader& bytes) {
    std::vector<base::Bytes> segments;
    for (;;) {
        const auto ll = bytes.u16();
        if (!ll || *ll < ims_wire::kSegmentHeaderLength || !bytes.u16()) return std::nullopt;
        const auto data = bytes.take(*ll - ims_wire::kSegmentHeaderLength);
        if (!data) return std::nullopt;
        if (data->empty()) return segments;
        segments.emplace_back(data->begin(), data->end());
    }
}

}  // namespace

bool Reader::is_ready() const {
    return raw_ || input_.line_is_buffered();
}

Reader::Next Reader::next() {
    return options_.format == Form::Raw ? next_raw() : next_line();
}

Reader::Next Reader::next_line() {
    for (;;) {
        const auto line = input_.line();
        if (!line) {
            last_.clear();  // too long to be kept
            ++number_;
            return line.error();
        }
        if (!*line) return std::optional<Message>();
        last_ = std::string(**line) + "\n";
        auto message = message_of(**line);
        if (message && !*message) continue;
        ++number_;
        if (!message)
            return std::move(message).error().within(
                fmt::format("{}:{}", input_.name(), input_.line_number()));
        (*message)->number = number_;
        (*message)->original = last_;
        return message;
    }
}

Reader::Next Reader::message_of(std::string_view line) const {
    if (options_.format == Form::Ndjson) {
        if (base::trim(line).empty()) return std::optional<Message>();
        return message_of_json(line, options_.encoding);
    }
    auto data = to_wire(line, options_.encoding);
    if (!data) return std::move(data).error();
    Message message;
    message.segments.push_back(std::move(*data));
    return std::optional(std::move(message));
}

Reader::Next Reader::next_raw() {
    if (!raw_) {
        auto all = input_.read_all(kLargestRawInput);
        // Too long for us is no fault of one message.
        if (!all) return base::Error{base::ErrorKind::Io, all.error().what, all.error().hint};
        raw_ = std::move(*all);
    }
    base::ByteReader bytes(base::as_bytes(*raw_).subspan(raw_at_));
    if (bytes.at_end()) return std::optional<Message>();
    ++number_;
    auto segments = take_segments(bytes);
    const std::size_t begin = raw_at_;
    // Where the next message begins cannot be told when this one is wrong.
    raw_at_ = segments ? begin + bytes.offset() : raw_->size();
    last_ = raw_->substr(begin, raw_at_ - begin);
    if (!segments)
        return base::fail(base::ErrorKind::Malformed,
                          "{}: byte {}: no segment LL ZZ data, and no X'00040000'", input_.name(),
                          begin + bytes.offset());
    return std::optional(Message{number_, {}, {}, std::move(*segments), last_});
}

}  // namespace ptkt::imscon_send
