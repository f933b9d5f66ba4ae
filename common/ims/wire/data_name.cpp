#include "common/ims/wire/data_name.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/ims/wire/checks.hpp"
#include "common/ims/wire/data_code.hpp"
#include "common/ims/wire/layout.hpp"

namespace ptkt::ims_wire {

namespace {

constexpr std::size_t kVerbLength = 3;
/// A name begins within so many bytes of a segment, or there is none.
constexpr std::size_t kFrontLength = 64;
/// So many segments may be blank, or have a part of a verb.
constexpr int kMostFronts = 8;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Blanks and control characters.
bool is_fill(char c) {
    return static_cast<unsigned char>(c) <= ' ';
}

std::string_view without_fill_before(std::string_view text) {
    for (;;) {
        if (text.starts_with(kByteOrderMark)) {
            text.remove_prefix(kByteOrderMark.size());
        } else if (!text.empty() && is_fill(text.front())) {
            text.remove_prefix(1);
        } else {
            return text;
        }
    }
}

/// Whether a name at the front of the text is all there.
bool is_enough(std::string_view text) {
    return !text.empty() && (text.front() != '/' || text.size() > kVerbLength);
}

/// The data from the first character on that counts, as far as a name goes.
std::string front_text(const Request& request) {
    const DataCode code = data_code(request);
    std::string text;
    int left = kMostFronts;
    for (const Segment segment : request.segments) {
        const auto front = segment.data.first(std::min(segment.data.size(), kFrontLength));
        text += data_text(front, code, ebcdic::CodePage::Cp1047);
        text = without_fill_before(text);
        // What is left out of a segment must not be passed over.
        if (is_enough(text) || front.size() < segment.data.size() || --left == 0) break;
    }
    return base::to_upper(text);
}

std::optional<DataName> command_in(std::string_view text) {
    const auto verb = text.substr(0, kVerbLength);
    if (verb.size() < kVerbLength || !std::ranges::all_of(verb, base::is_upper)) return {};
    return DataName{true, std::string(verb)};
}

std::optional<DataName> transaction_code_in(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size() && is_name(text.substr(0, length + 1)))
        ++length;
    const bool ends = length == kNameLength || length == text.size() || is_fill(text[length]);
    if (length == 0 || !ends || base::is_digit(text.front())) return {};
    return DataName{false, std::string(text.substr(0, length))};
}

}  // namespace

std::optional<DataName> data_name(const Request& request) {
    const std::string text = front_text(request);
    if (text.starts_with('/')) return command_in(std::string_view(text).substr(1));
    return transaction_code_in(text);
}

}  // namespace ptkt::ims_wire
