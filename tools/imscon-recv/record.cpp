#include "tools/imscon-recv/record.hpp"

#include <algorithm>
#include <array>

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
    const Request& request = taken.request;
    std::string data;
    base::Json segments = base::Json::array();
    for (std::string& text : texts(request, page)) {
        data += text;
        segments.push(std::move(text));
    }
    const bool is_ascii = request.code == ims_wire::Code::Ascii;
    base::Json json = base::Json::object();
    json.set("time", base::to_rfc3339(taken.time))
        .set("peer", to_string(taken.peer))
        .set("client_id", taken.client_id)
        .set("user", taken.identity.user)
        .set("appl", taken.identity.appl)
        .set("trusted", taken.identity.trusted)
        .set("datastore", taken.datastore)
        .set("tran", request.irm.trancode)
        .set("lterm", request.irm.lterm)
        .set("data", std::move(data))
        .set("encoding", is_ascii ? "ascii" : ebcdic::to_string(page))
        .set("segments", std::move(segments));
    return json;
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
