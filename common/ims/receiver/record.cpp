#include "common/ims/receiver/record.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

#include "common/base/text/utf8.hpp"
#include "common/formats/json/event.hpp"
#include "common/formats/json/writer.hpp"
#include "common/ims/wire/data_code.hpp"

namespace ptkt::ims_receiver {

namespace {

using ims_wire::Request;

/// What event a message is.
constexpr std::string_view kMessage = "message";

constexpr std::array<base::Byte, ims_wire::kTrailerLength> kTrailer{0, 4, 0, 0};

/// The data of a segment as text.
struct SegmentText {
    std::string text;
    bool is_plain = false;  ///< stands for itself in JSON: found once, since it is written twice
};

/// The first segment's is what stands behind its transaction code.
std::vector<SegmentText> texts(const Request& request, ims_wire::DataCode code,
                               std::size_t code_length, ebcdic::CodePage page) {
    std::vector<SegmentText> all;
    for (const ims_wire::Segment segment : request.segments) {
        auto text =
            ims_wire::data_text(segment.data.subspan(all.empty() ? code_length : 0), code, page);
        const bool is_plain = json::is_plain_in_json(text);
        all.push_back({std::move(text), is_plain});
    }
    return all;
}

/// Whether what the texts say in a row is what each says by itself: no character is in two of them.
bool are_whole(const std::vector<SegmentText>& texts) {
    return std::ranges::all_of(
        texts, [](const SegmentText& one) { return one.is_plain || base::is_utf8(one.text); });
}

std::string joined(const std::vector<SegmentText>& texts) {
    std::string all;
    for (const SegmentText& one : texts)
        all += one.text;
    return all;
}

/// Puts the members into an object.
struct JsonMembers {
    json::Json& json;

    void begin() { json = json::event(kMessage); }
    void put(std::string_view name, std::string_view value) { json.set(name, value); }
    void put(std::string_view name, bool value) { json.set(name, value); }
    void put(std::string_view name, const std::vector<SegmentText>& values) {
        json::Json array = json::Json::array();
        for (const SegmentText& value : values)
            array.push(value.text);
        json.set(name, std::move(array));
    }
    void put_row(std::string_view name, const std::vector<SegmentText>& values,
                 bool /*may_share*/) {
        json.set(name, joined(values));
    }
};

/// Writes the same at once, and gives relief after each piece of what may be long.
struct LineMembers {
    json::Writer& line;
    const Relief& relief;

    void begin() {
        line.name("v");
        line.integer(json::kSchemaVersion);
        line.name("event");
        line.string(kMessage, true);
    }
    template <std::size_t kSize>
    void put(const char (&name)[kSize], std::string_view value) {
        line.name(name);
        line.string(value);
    }
    template <std::size_t kSize>
    void put(const char (&name)[kSize], bool value) {
        line.name(name);
        line.boolean(value);
    }
    template <std::size_t kSize>
    void put(const char (&name)[kSize], const std::vector<SegmentText>& values) {
        line.name(name);
        line.begin_array();
        for (const SegmentText& value : values) {
            line.string(value.text, value.is_plain);
            relief();
        }
        line.end_array();
    }
    /// The values as one string. A long one is made only where it must be.
    template <std::size_t kSize>
    void put_row(const char (&name)[kSize], const std::vector<SegmentText>& values,
                 bool may_share) {
        if (may_share && values.size() > 1 && !are_whole(values))
            return put(name, std::string_view(joined(values)));
        line.name(name);
        line.begin_string();
        for (const SegmentText& value : values) {
            line.characters(value.text, value.is_plain);
            relief();
        }
        line.end_string();
    }
};

/// Takes their names alone.
struct MemberNames {
    std::vector<std::string> names;

    void begin() { names = {"v", "event"}; }
    template <typename Value>
    void put(std::string_view name, const Value& /*value*/) {
        names.emplace_back(name);
    }
    template <typename Values>
    void put_row(std::string_view name, const Values& /*values*/, bool /*may_share*/) {
        names.emplace_back(name);
    }
};

/// The members of a message's object, in their order: the only list of them.
template <typename Members>
void each_member(const Taken& taken, ebcdic::CodePage page, Members& members) {
    const Request& request = taken.request;
    const auto transaction = transaction_of(taken);
    const auto code = ims_wire::data_code(request);
    const auto segments = texts(request, code, transaction.length, page);
    // Only in UTF-8 can a character begin in one segment and end in the next.
    const bool may_share = code == ims_wire::DataCode::Utf8;
    members.begin();
    members.put("time", std::string_view(base::to_rfc3339(taken.time)));
    members.put("peer", std::string_view(to_string(taken.peer)));
    members.put("client_id", taken.client_id);
    members.put("user", taken.identity.user);
    members.put("appl", taken.identity.appl);
    members.put("trusted", taken.identity.trusted);
    members.put("datastore", taken.datastore);
    members.put("tran", transaction.code);
    members.put("lterm", request.irm.lterm);
    members.put_row("data", segments, may_share);
    members.put("encoding", ims_wire::encoding_name(code, page));
    members.put("segments", segments);
    members.put("message_user", request.irm.userid);
    members.put("group", request.irm.group);
}

/// How a character is written as text, filled up so that one store writes it.
struct Written {
    std::array<char, 4> text{};
    std::uint8_t length = 0;
};

/// A terminal acts on control characters of both halves of ISO 8859-1. Bytes above are parts of
/// others' UTF-8.
constexpr std::array<Written, 256> written_bytes() {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::array<Written, 256> all{};
    for (unsigned byte = 0; byte < all.size(); ++byte) {
        const bool is_control = byte < ' ' || (byte >= 0x7F && byte < 0xA0);
        all[byte] = {{static_cast<char>(byte)}, 1};
        if (is_control) all[byte] = {{'\\', 'x', kDigits[byte >> 4U], kDigits[byte & 15U]}, 4};
    }
    all['\n'] = {{'\\', 'n'}, 2};
    all['\\'] = {{'\\', '\\'}, 2};
    return all;
}

/// Gathered before it is appended: there may be millions of escapes.
void append_escaped(std::string& out, std::string_view text) {
    static constexpr auto kWritten = written_bytes();
    constexpr unsigned kLead = 0xC2;         // of U+0080 to U+00BF in UTF-8
    constexpr unsigned kBehindUpper = 0xA0;  // U+0080 to U+009F are control characters
    const auto byte_at = [text](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : kBehindUpper;
    };
    std::array<char, 2048> gathered;
    std::size_t used = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const unsigned byte = byte_at(at);
        // Beyond ASCII a byte stands for itself, but for the second one of an upper control.
        Written one{{text[at]}, 1};
        if (byte < 0x80)
            one = kWritten[byte];
        else if (byte == kLead && byte_at(at + 1) < kBehindUpper)
            one = kWritten[byte_at(++at)];
        std::memcpy(gathered.data() + used, one.text.data(), one.text.size());
        used += one.length;
        if (used + sizeof one.text <= gathered.size()) continue;
        out.append(gathered.data(), std::exchange(used, 0));
    }
    out.append(gathered.data(), used);
}

}  // namespace

ims_wire::Transaction transaction_of(const Taken& taken) {
    if (taken.conversation != nullptr) return {taken.conversation->tran, 0};
    return ims_wire::transaction_of(taken.request);
}

const std::vector<std::string>& message_fields() {
    static const std::vector<std::string> kFields = [] {
        const net::Endpoint nobody;
        const std::string nothing;
        const ims_sign_on::Identity unknown;
        const Request empty;
        MemberNames members;
        each_member({{}, nobody, nothing, unknown, nothing, empty}, ebcdic::CodePage::Cp1047,
                    members);
        return members.names;
    }();
    return kFields;
}

json::Json message_json(const Taken& taken, ebcdic::CodePage page) {
    json::Json json;
    JsonMembers members{json};
    each_member(taken, page, members);
    return json;
}

void append_message_line(std::string& out, const Taken& taken, ebcdic::CodePage page,
                         const Relief& relief) {
    json::Writer line(out);
    LineMembers members{line, relief};
    line.begin_object();
    each_member(taken, page, members);
    line.end_object();
    line.raw("\n");
}

void append_message_text(std::string& out, const Taken& taken, ebcdic::CodePage page,
                         const Relief& relief) {
    const auto code = ims_wire::data_code(taken.request);
    std::size_t before = transaction_of(taken).length;
    for (const ims_wire::Segment segment : taken.request.segments) {
        const auto data = segment.data.subspan(std::exchange(before, 0));
        append_escaped(out, ims_wire::data_text(data, code, page));
        out += '\n';
        relief();
    }
}

void append_message_raw(std::string& out, const Taken& taken) {
    out += base::as_text(taken.request.segments.wire());
    out += base::as_text(kTrailer);
}

}  // namespace ptkt::ims_receiver
