#include "common/ims/capture/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/base/text/hex.hpp"
#include "common/ims/wire/big_endian.hpp"
#include "common/ims/wire/reasons.hpp"
#include "common/ims/wire/timer.hpp"

namespace ptkt::ims_capture {

namespace {

using base::ByteView;
using ims_wire::Code;
using ims_wire::DataCode;
using ims_wire::Field;
using ims_wire::FieldKind;
using ims_wire::Layout;
using ims_wire::u16_at;
namespace field = ims_wire::field;
using Visit = std::function<void(const Place&)>;

constexpr base::Byte kIdInEbcdic = 0x5C;
constexpr std::string_view kPasswordChange = "HWSPWCH";

/// Of an answer it is that of the message it answers, where one was seen.
DataCode code_of_data(const Record& record) {
    if (record.frame.request != nullptr) return ims_wire::data_code(*record.frame.request);
    if (record.frame.answer == nullptr) return DataCode::Ebcdic;
    return record.asked != nullptr ? record.asked->code
                                   : ims_wire::data_code_of(record.frame.answer->code);
}

/// Walks the structures of one message.
class Walk {
  public:
    Walk(const Record& record, const Visit& visit)
        : bytes_(record.frame.bytes), record_(record), visit_(visit) {
        if (const auto* request = record.frame.request) {
            code_ = request->code;
        } else if (const auto* answer = record.frame.answer) {
            code_ = answer->code;
        }
        data_ = code_of_data(record);
    }

    void request() {
        const auto& irm = record_.frame.request->irm;
        const std::size_t end = field::kIrmLen.at + u16_at(bytes_, field::kIrmLen.at);
        for (const Field& one : ims_wire::kIrmFields)
            if (irm.arch >= one.arch && one.end() <= end) place(ims_wire::kIrmLayout, one, 0);
        if (!irm.extensions.empty())
            extensions(field::kIrmLen.at + u16_at(bytes_, field::kIrmExtnOff.at), end);
        if (record_.frame.callout.empty())
            structures(end, bytes_.size() - ims_wire::kTrailerLength);
    }

    void answer() {
        const bool has_total = record_.frame.exit == ims_wire::Exit::Sampl1;
        if (has_total) place(kTotal, field::kLlll, 0);
        std::size_t at = has_total ? ims_wire::kLlllLength : 0;
        if (!record_.frame.callout.empty()) {
            const auto data = record_.frame.callout.data() - bytes_.data();
            structures(at, static_cast<std::size_t>(data) - ims_wire::kLlllLength);
            at = static_cast<std::size_t>(data) + record_.frame.callout.size();
        }
        structures(at, bytes_.size());
    }

  private:
    static constexpr Field kTotalField[] = {field::kLlll};
    static constexpr Layout kTotal{"answer", "", kTotalField, ""};

    void place(const Layout& layout, const Field& one, std::size_t begin, std::size_t end = 0,
               bool is_secret = false) {
        const std::size_t at = begin + one.at;
        const std::size_t length = one.length == 0 ? end - at : one.length;
        visit_({layout, one, at, bytes_.subspan(at, length), code_, data_,
                is_secret || one.kind == FieldKind::Password});
    }

    void extensions(std::size_t at, std::size_t end) {
        while (at < end) {
            const std::size_t next = at + u16_at(bytes_, at);
            const auto id = bytes_.subspan(at + field::kId.at, field::kId.length);
            // An id is EBCDIC as a rule, whatever the code of the message.
            const Code own = id.front() == kIdInEbcdic ? Code::Ebcdic : Code::Ascii;
            const bool is_secret = is_text(id, ims_wire::kPhraseId, own);
            const Code before = std::exchange(code_, own);
            for (const Field& one : ims_wire::kExtensionFields)
                place(ims_wire::kExtensionLayout, one, at, next, is_secret && one.length == 0);
            code_ = before;
            at = next;
        }
    }

    /// The structures and segments from `at` to `end`.
    void structures(std::size_t at, std::size_t end) {
        while (at + ims_wire::kSegmentHeaderLength <= end) {
            const std::size_t ll = u16_at(bytes_, at);
            const std::size_t next = at + ll;
            if (ll < ims_wire::kSegmentHeaderLength || next > end) return;
            const Layout& layout = layout_of(bytes_.subspan(at, ll));
            for (const Field& one : layout.fields)
                place(layout, one, at, next);
            at = next;
        }
    }

    const Layout& layout_of(ByteView item) const {
        if (record_.frame.answer == nullptr) return ims_wire::kSegmentLayout;
        for (const Layout& layout : ims_wire::kLayouts) {
            if (layout.id.empty() || item.size() != layout.length()) continue;
            const auto id = item.subspan(field::kId.at, field::kId.length);
            if (is_text(id, layout.id, Code::Ascii) || is_text(id, layout.id, Code::Ebcdic))
                return layout;
        }
        // The answer to a PING has its text in the code of the IRM.
        const std::string text = ims_wire::to_text(item.subspan(ims_wire::kSegmentHeaderLength),
                                                   code_, ims_wire::kHeaderPage);
        return text.find("*PING RESPONSE*") != std::string::npos ? ims_wire::kPingLayout
                                                                 : ims_wire::kSegmentLayout;
    }

    ByteView bytes_;
    const Record& record_;
    const Visit& visit_;
    Code code_ = Code::Ebcdic;
    DataCode data_ = DataCode::Ebcdic;
};

std::int64_t number_of(ByteView bytes) {
    std::int64_t number = 0;
    for (const base::Byte byte : bytes)
        number = number << 8U | byte;
    return number;
}

std::string hex_byte(base::Byte byte) {
    return fmt::format("X'{:02X}'", byte);
}

std::string timer_text(base::Byte byte) {
    const auto timer = ims_wire::decode_timer(byte);
    switch (timer.kind) {
        case ims_wire::TimerKind::Default:
            return "default";
        case ims_wire::TimerKind::NoWait:
            return "no-wait";
        case ims_wire::TimerKind::Forever:
            return "forever";
        case ims_wire::TimerKind::Invalid:
            return hex_byte(byte);
        case ims_wire::TimerKind::Wait:
            break;
    }
    const auto ms = timer.wait.count();
    if (ms % 60'000 == 0 && ms > 60'000) return fmt::format("{} min", ms / 60'000);
    return fmt::format("{} s", static_cast<double>(ms) / 1000);
}

/// The names of the flags that are on; what of them has no name in hexadecimal.
std::vector<std::string> flags_of(const Place& place) {
    const base::Byte byte = place.bytes.front();
    std::vector<std::string> names;
    unsigned known = 0;
    for (const auto& value : place.field.values) {
        if (!value.is_in(byte)) continue;
        names.emplace_back(value.name);
        known |= value.mask;
    }
    if (const auto rest = static_cast<base::Byte>(byte & ~known); rest != 0)
        names.push_back(hex_byte(rest));
    return names;
}

/// Whether a byte is one value, and not a row of flags.
bool is_one_value(const Field& field) {
    return std::ranges::all_of(field.values, [](const auto& one) { return one.mask == 0xFF; });
}

std::string data_text(ByteView data, DataCode code, const Reading& reading) {
    std::string text = ims_wire::data_text(data, code, reading.page);
    if (text.starts_with(kPasswordChange) && !reading.shows_secrets)
        text = fmt::format("{} {}", kPasswordChange, kHidden);
    return text;
}

}  // namespace

void each_field(const Record& record, const Visit& visit) {
    Walk walk(record, visit);
    if (record.frame.request != nullptr) walk.request();
    if (record.frame.answer != nullptr) walk.answer();
}

std::string text_of(const Place& place, const Reading& reading) {
    if (place.is_secret && !reading.shows_secrets) {
        const bool is_empty = ims_wire::without_fill(place.bytes, place.code).empty();
        return is_empty ? std::string() : std::string(kHidden);
    }
    switch (place.field.kind) {
        case FieldKind::Number:
            return fmt::format("{}", number_of(place.bytes));
        case FieldKind::Bits:
            return fmt::format("{}", fmt::join(flags_of(place), " "));
        case FieldKind::Letter:
            if (const auto kind = ims_wire::message_kind(place.bytes.front()))
                return std::string(to_string(*kind));
            return hex_byte(place.bytes.front());
        case FieldKind::Timer:
            return timer_text(place.bytes.front());
        case FieldKind::Text:
            if (place.field.length == 0) return data_text(place.bytes, place.data, reading);
            [[fallthrough]];
        case FieldKind::Password:
            return ims_wire::to_text(ims_wire::without_fill(place.bytes, place.code), place.code);
        case FieldKind::Token:
        case FieldKind::Unused:
            return base::to_hex(place.bytes);
    }
    return {};
}

json::Json json_of(const Place& place, const Reading& reading) {
    if (place.field.kind == FieldKind::Number) return number_of(place.bytes);
    if (place.field.kind != FieldKind::Bits || is_one_value(place.field))
        return text_of(place, reading);
    json::Json names = json::Json::array();
    for (const std::string& name : flags_of(place))
        names.push(name);
    return names;
}

std::string meaning_of(const Place& place) {
    const auto number = static_cast<std::uint32_t>(number_of(
        place.bytes.first(std::min<std::size_t>(place.bytes.size(), sizeof(std::uint32_t)))));
    if (place.field.name == field::kRsmRetcod.name)
        return std::string(ims_wire::return_code_text(number));
    if (place.field.name == field::kRsmRsncod.name)
        return std::string(ims_wire::reason_code_text(number));
    if (place.field.name == field::kRsmRacfrc.name)
        return std::string(ims_wire::racroute_text(place.bytes.front()));
    if (place.field.kind == FieldKind::Letter) {
        for (const auto& kind : ims_wire::message_kinds())
            if (kind.kind == ims_wire::message_kind(place.bytes.front()))
                return std::string(kind.meaning);
    }
    std::string out;
    for (const auto& value : place.field.values)
        if (value.is_in(place.bytes.front()))
            out += fmt::format("{}{}", out.empty() ? "" : "; ", value.meaning);
    return out;
}

std::vector<std::string> data_of(const Record& record, const Reading& reading) {
    std::vector<std::string> texts;
    if (!record.frame.callout.empty()) {
        texts.push_back(data_text(record.frame.callout, code_of_data(record), reading));
        return texts;
    }
    each_field(record, [&](const Place& place) {
        if (&place.layout == &ims_wire::kSegmentLayout && place.field.length == 0)
            texts.push_back(text_of(place, reading));
    });
    return texts;
}

}  // namespace ptkt::ims_capture
