#include "tools/imscon-recv/record.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "common/base/json_text.hpp"

namespace ptkt::imscon_recv {

namespace {

using ims_wire::Request;

constexpr std::array<base::Byte, ims_wire::kTrailerLength> kTrailer{0, 4, 0, 0};

/// The first segment's data behind the transaction code that IRM_TRNCOD repeats: the code padded
/// to 8, or followed by one blank as some clients send it.
base::ByteView without_code(base::ByteView data, const Request& request) {
    const std::string& code = request.irm.trancode;
    const auto is_code = [&](std::size_t length) {
        return data.size() >= length &&
               ims_wire::is_text(ims_wire::without_fill(data.first(length), request.code), code,
                                 request.code);
    };
    if (code.empty()) return data;
    if (is_code(ims_wire::kNameLength)) return data.subspan(ims_wire::kNameLength);
    if (is_code(code.size() + 1)) return data.subspan(code.size() + 1);
    return data;
}

std::vector<std::string> texts(const Request& request, ebcdic::CodePage page) {
    std::vector<std::string> all;
    for (const ims_wire::Segment segment : request.segments) {
        const auto data = all.empty() ? without_code(segment.data, request) : segment.data;
        all.push_back(ims_wire::to_text(data, request.code, page));
    }
    return all;
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
    explicit LineParts(std::string& out) : out_(out) {}

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
        if (!base::is_plain_in_json(text)) {
            flush();
            return base::append_json_string(out_, text);
        }
        put("\"");
        put(text);
        put("\"");
    }
    /// Appends what is gathered; at the end at the latest.
    void flush() { out_.append(parts_.data(), std::exchange(used_, 0)); }

  private:
    std::string& out_;
    std::size_t used_ = 0;
    std::array<char, 1024> parts_;
};

/// Puts the members into an object.
struct JsonMembers {
    base::Json& json;

    void put(std::string_view name, std::string_view value) { json.set(name, value); }
    void put(std::string_view name, bool value) { json.set(name, value); }
    void put(std::string_view name, const std::vector<std::string>& values) {
        base::Json array = base::Json::array();
        for (const std::string& value : values)
            array.push(value);
        json.set(name, std::move(array));
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
        }
        line.put(values.empty() ? "[]" : "]");
    }
};

/// The members of a message's object, in the order of `message_fields`.
template <typename Members>
void each_member(const Taken& taken, ebcdic::CodePage page, Members& members) {
    const Request& request = taken.request;
    const std::vector<std::string> segments = texts(request, page);
    const bool is_ascii = request.code == ims_wire::Code::Ascii;
    members.put("time", base::to_rfc3339(taken.time));
    members.put("peer", to_string(taken.peer));
    members.put("client_id", taken.client_id);
    members.put("user", taken.identity.user);
    members.put("appl", taken.identity.appl);
    members.put("trusted", taken.identity.trusted);
    members.put("datastore", taken.datastore);
    members.put("tran", request.irm.trancode);
    members.put("lterm", request.irm.lterm);
    if (segments.size() == 1) {
        members.put("data", segments.front());
    } else {
        members.put("data", joined(segments));
    }
    members.put("encoding", is_ascii ? "ascii" : ebcdic::to_string(page));
    members.put("segments", segments);
}

void append_escaped(std::string& out, char c) {
    const auto byte = static_cast<unsigned char>(c);
    constexpr unsigned char kDelete = 0x7F;
    if (c == '\\') {
        out += "\\\\";
    } else if (c == '\n') {
        out += "\\n";
    } else if (byte < ' ' || byte == kDelete) {
        out += fmt::format("\\x{:02X}", byte);
    } else {
        out += c;
    }
}

}  // namespace

const std::vector<std::string>& message_fields() {
    static const std::vector<std::string> kFields{"time",  "peer",    "client_id", "user",
                                                  "appl",  "trusted", "datastore", "tran",
                                                  "lterm", "data",    "encoding",  "segments"};
    return kFields;
}

base::Json message_json(const Taken& taken, ebcdic::CodePage page) {
    base::Json json = base::Json::object();
    JsonMembers members{json};
    each_member(taken, page, members);
    return json;
}

void append_message_line(std::string& out, const Taken& taken, ebcdic::CodePage page) {
    LineParts line(out);
    LineMembers members{line};
    each_member(taken, page, members);
    line.put("}\n");
    line.flush();
}

std::string message_text(const Taken& taken, ebcdic::CodePage page) {
    std::string out;
    for (const std::string& text : texts(taken.request, page)) {
        for (const char c : text)
            append_escaped(out, c);
        out += '\n';
    }
    return out;
}

std::string message_raw(const Taken& taken) {
    std::string out(base::as_text(taken.request.segments.wire()));
    out += base::as_text(kTrailer);
    return out;
}

}  // namespace ptkt::imscon_recv
