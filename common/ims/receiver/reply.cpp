#include "common/ims/receiver/reply.hpp"

#include <algorithm>

#include "common/base/text/hex.hpp"
#include "common/base/text/latin1.hpp"
#include "common/base/text/utf8.hpp"
#include "common/ims/wire/numbers.hpp"

namespace ptkt::ims_receiver {

namespace {

using base::ErrorKind;
using ims_protocol::Output;

constexpr std::size_t kLargestText = ims_wire::kLargestSentLl - ims_wire::kSegmentHeaderLength;

/// How many characters a text has, each of which is at least one byte on the wire.
std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// A segment without data is none: the wire has no form for it.
base::Status add(Output& output, std::string text) {
    if (text.empty()) return {};
    if (const std::size_t length = characters(text); length > kLargestText)
        return base::fail(ErrorKind::Malformed, "a segment of {} bytes is longer than {}", length,
                          kLargestText);
    output.segments.push_back(std::move(text));
    return {};
}

base::Result<std::string> unescape(std::string_view line) {
    std::string text;
    while (!line.empty()) {
        std::size_t used = 1;
        if (line.front() != '\\') {
            text += line.front();
        } else if (line.starts_with("\\\\") || line.starts_with("\\n")) {
            text += line[1] == 'n' ? '\n' : '\\';
            used = 2;
        } else {
            const auto byte = line.starts_with("\\x") && line.size() >= 4
                                  ? base::from_hex(line.substr(2, 2))
                                  : std::nullopt;
            if (!byte)
                return base::fail(ErrorKind::Malformed, "an escape other than \\n, \\\\ and \\xNN");
            text += base::utf8_of_latin1(base::as_text(*byte));
            used = 4;
        }
        line.remove_prefix(used);
    }
    return text;
}

}  // namespace

base::Result<Output> reply_of_text(std::string_view text) {
    Output output;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (!base::is_utf8(text.substr(0, end)))
            return base::fail(ErrorKind::Malformed,
                              "a byte that is not UTF-8; \\xNN stands for one");
        auto segment = unescape(text.substr(0, end));
        if (!segment) return std::move(segment).error();
        if (auto added = add(output, std::move(*segment)); !added) return std::move(added).error();
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return output;
}

base::Result<Output> reply_of_json(const json::Json& json) {
    Output output;
    const json::Json* const data = json.find("data");
    const json::Json* const segments = json.find("segments");
    if (const json::Json* const mod = json.find("mod")) {
        if (mod->as_string() == nullptr || mod->as_string()->size() > ims_wire::kNameLength)
            return base::fail(ErrorKind::Malformed, "mod is not a text of at most 8 characters");
        output.mod_name = *mod->as_string();
    }
    json::Json::Array texts;
    if (data != nullptr) texts.push_back(*data);
    if (segments != nullptr) {
        if (data != nullptr || segments->as_array() == nullptr)
            return base::fail(ErrorKind::Malformed,
                              "segments is not an array, or data is given too");
        texts = *segments->as_array();
    }
    for (const json::Json& text : texts) {
        if (text.as_string() == nullptr)
            return base::fail(ErrorKind::Malformed, "a segment is not a text");
        if (auto added = add(output, *text.as_string()); !added) return std::move(added).error();
    }
    return output;
}

}  // namespace ptkt::ims_receiver
