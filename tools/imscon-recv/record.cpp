#include "tools/imscon-recv/record.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "common/base/text/utf8.hpp"
#include "common/formats/json/json_text.hpp"
#include "common/ims/wire/data_code.hpp"

namespace ptkt::imscon_recv {

namespace {

using ims_wire::Request;

constexpr std::array<base::Byte, ims_wire::kTrailerLength> kTrailer{0, 4, 0, 0};

/// The data of the segments as text, the first one behind its transaction code.
std::vector<std::string> texts(const Request& request, std::size_t code_length,
                               ebcdic::CodePage page) {
    const auto code = ims_wire::data_code(request);
    std::vector<std::string> all;
    for (const ims_wire::Segment segment : request.segments)
        all.push_back(
            ims_wire::data_text(segment.data.subspan(all.empty() ? code_length : 0), code, page));
    return all;
}

/// Whether what the texts say in a row is what each says by itself: no character is in two of them.
bool are_whole(const std::vector<std::string>& texts) {
    return std::ranges::all_of(texts, [](const std::string& text) { return base::is_utf8(text); });
}

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts)
        all += text;
    return all;
}

/// The small parts of a line, gathered before they are appended: a string's own appending costs
/// more than they do, and this is done for every message.
class LineParts {
  public:
    LineParts(std::string& out, const Relief& relief) : out_(out), relief_(relief) {}

    void put(std::string_view part) {
        if (part.size() > parts_.size() - used_) {
            flush();
            if (part.size() > parts_.size()) {
                out_ += part;
                return;
            }
        }
        std::memcpy(parts_.data() + used_, part.data(), part.size());
        used_ += part.size();
    }
    void put_json_string(std::string_view text) {
        put("\"");
        put_json_characters(text);
        put("\"");
    }
    void put_json_characters(std::string_view text) {
        if (json::is_plain_in_json(text)) return put(text);
        flush();
        json::append_json_characters(out_, text);
    }
    /// After each piece of what may be long.
    void relieve() const { relief_(); }
    /// Appends what is gathered; at the end at the latest.
    void flush() { out_.append(parts_.data(), std::exchange(used_, 0)); }

  private:
    std::string& out_;
    const Relief& relief_;
    std::size_t used_ = 0;
    std::array<char, 1024> parts_;
};

/// Puts the members into an object.
struct JsonMembers {
    json::Json& json;

    void put(std::string_view name, std::string_view value) { json.set(name, value); }
    void put(std::string_view name, bool value) { json.set(name, value); }
    void put(std::string_view name, const std::vector<std::string>& values) {
        json::Json array = json::Json::array();
        for (const std::string& value : values)
            array.push(value);
        json.set(name, std::move(array));
    }
    void put_row(std::string_view name, const std::vector<std::string>& values) {
        json.set(name, joined(values));
    }
};

/// Writes the same at once. The names are ours and need no escape.
struct LineMembers {
    LineParts& line;
    std::string_view before = "{\"";

    void begin(std::string_view name) {
        line.put(std::exchange(before, ",\""));
        line.put(name);
        line.put("\":");
    }
    void put(std::string_view name, std::string_view value) {
        begin(name);
        line.put_json_string(value);
    }
    void put(std::string_view name, bool value) {
        begin(name);
        line.put(value ? "true" : "false");
    }
    void put(std::string_view name, const std::vector<std::string>& values) {
        begin(name);
        std::string_view between = "[";
        for (const std::string& value : values) {
            line.put(std::exchange(between, ","));
            line.put_json_string(value);
            line.relieve();
        }
        line.put(values.empty() ? "[]" : "]");
    }
    /// The values as one string. A long one is made only where it must be.
    void put_row(std::string_view name, const std::vector<std::string>& values) {
        if (values.size() > 1 && !are_whole(values)) return put(name, joined(values));
        begin(name);
        line.put("\"");
        for (const std::string& value : values) {
            line.put_json_characters(value);
            line.relieve();
        }
        line.put("\"");
    }
};

/// The members of a message's object, in the order of `message_fields`.
template <typename Members>
void each_member(const Taken& taken, ebcdic::CodePage page, Members& members) {
    const Request& request = taken.request;
    const auto transaction = ims_wire::transaction_of(request);
    const std::vector<std::string> segments = texts(request, transaction.length, page);
    members.put("time", base::to_rfc3339(taken.time));
    members.put("peer", to_string(taken.peer));
    members.put("client_id", taken.client_id);
    members.put("user", taken.identity.user);
    members.put("appl", taken.identity.appl);
    members.put("trusted", taken.identity.trusted);
    members.put("datastore", taken.datastore);
    members.put("tran", transaction.code);
    members.put("lterm", request.irm.lterm);
    members.put_row("data", segments);
    members.put("encoding", ims_wire::encoding_name(ims_wire::data_code(request), page));
    members.put("segments", segments);
    members.put("message_user", request.irm.userid);
    members.put("group", request.irm.group);
}

void append_hex_escape(std::string& out, unsigned char byte) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    const std::array<char, 4> escape{'\\', 'x', kDigits[byte >> 4U], kDigits[byte & 15U]};
    out.append(escape.data(), escape.size());
}

/// Control characters of both halves of ISO 8859-1: a terminal acts on either.
void append_escaped(std::string& out, std::string_view text) {
    constexpr unsigned char kDelete = 0x7F;
    constexpr unsigned char kLead = 0xC2;         // of U+0080 to U+00BF in UTF-8
    constexpr unsigned char kBehindUpper = 0xA0;  // U+0080 to U+009F are control characters
    const auto byte_at = [text](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : kBehindUpper;
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const unsigned char byte = byte_at(at);
        if (byte == '\\') {
            out += "\\\\";
        } else if (byte == '\n') {
            out += "\\n";
        } else if (byte < ' ' || byte == kDelete) {
            append_hex_escape(out, byte);
        } else if (byte == kLead && byte_at(at + 1) < kBehindUpper) {
            append_hex_escape(out, byte_at(++at));
        } else {
            out += text[at];
        }
    }
}

}  // namespace

const std::vector<std::string>& message_fields() {
    static const std::vector<std::string> kFields{
        "time", "peer",  "client_id", "user",     "appl",     "trusted",      "datastore",
        "tran", "lterm", "data",      "encoding", "segments", "message_user", "group"};
    return kFields;
}

json::Json message_json(const Taken& taken, ebcdic::CodePage page) {
    json::Json json = json::Json::object();
    JsonMembers members{json};
    each_member(taken, page, members);
    return json;
}

void append_message_line(std::string& out, const Taken& taken, ebcdic::CodePage page,
                         const Relief& relief) {
    LineParts line(out, relief);
    LineMembers members{line};
    each_member(taken, page, members);
    line.put("}\n");
    line.flush();
}

void append_message_text(std::string& out, const Taken& taken, ebcdic::CodePage page,
                         const Relief& relief) {
    const auto code = ims_wire::data_code(taken.request);
    std::size_t before = ims_wire::transaction_of(taken.request).length;
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

}  // namespace ptkt::imscon_recv
