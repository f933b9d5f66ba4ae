#include "common/ims/sender/results/result_text.hpp"

#include "common/formats/json/event.hpp"
#include "common/ims/wire/reasons.hpp"
#include "common/ims/wire/text.hpp"

namespace ptkt::ims_sender {

namespace {

std::string_view to_string(Word word) {
    switch (word) {
        case Word::Ack:
            return "ack";
        case Word::Nak:
            return "nak";
        case Word::Unsent:
            return "unsent";
        case Word::Sent:
            return "sent";
        case Word::Reply:
            return "reply";
        case Word::Output:
            return "output";
    }
    return "";
}

bool has_text(Word word) {
    return word == Word::Reply || word == Word::Output;
}

/// The flags of the status, or nothing where there was no answer.
json::Json flags_of(const MessageResult& result) {
    if (!result.csm && !result.rsm) return {};
    json::Json flags = json::Json::array();
    for (const auto word : ims_wire::flag_words(result.csm ? result.csm->flags : result.rsm->flags))
        flags.push(word);
    return flags;
}

std::string text_of(ims_wire::Segment segment, const MessageResult& result, Encoding encoding) {
    return ims_wire::to_text(segment.data, result.reply_code,
                             encoding.page.value_or(ims_wire::kHeaderPage));
}

/// The segments of a reply in one line: a control character is a dot there.
std::string one_line(const MessageResult& result, Encoding encoding) {
    std::string line;
    for (const ims_wire::Segment segment : result.reply)
        line += (line.empty() ? "" : " | ") + text_of(segment, result, encoding);
    constexpr unsigned char kDelete = 0x7F;
    for (char& c : line)
        if (const auto byte = static_cast<unsigned char>(c); byte < ' ' || byte == kDelete) c = '.';
    return line;
}

}  // namespace

std::string to_line(std::int64_t number, const MessageResult& result, Encoding encoding) {
    return fmt::format("{}\t{}\t{}", number, to_string(result.word),
                       has_text(result.word) ? one_line(result, encoding) : result.detail);
}

json::Json to_json(std::int64_t number, const MessageResult& result, Encoding encoding) {
    json::Json json = json::event("result");
    json.set("n", number).set("result", to_string(result.word)).set("detail", result.detail);
    json.set("client_id", result.client_id);
    const auto code = [&](auto value) {
        return result.rsm ? json::Json(std::int64_t{value(*result.rsm)}) : json::Json();
    };
    json.set("rc", code([](const auto& rsm) { return rsm.return_code; }));
    json.set("rsn", code([](const auto& rsm) { return rsm.reason_code; }));
    json.set("racf_rc", code([](const auto& rsm) { return rsm.racf_or_otma; }));
    json.set("again", result.again);
    std::string data;
    json::Json segments = json::Json::array();
    for (const ims_wire::Segment segment : result.reply) {
        std::string text = text_of(segment, result, encoding);
        data += text;
        segments.push(std::move(text));
    }
    const auto only_text = [&](json::Json value) {
        return has_text(result.word) ? std::move(value) : json::Json();
    };
    json.set("data", only_text(std::move(data))).set("segments", only_text(std::move(segments)));
    const auto level = result.csm ? ims_wire::level_of(*result.csm) : std::nullopt;
    json.set("mod", result.mod_name ? json::Json(*result.mod_name) : json::Json())
        .set("flags", flags_of(result))
        .set("level", level ? json::Json(std::int64_t{*level}) : json::Json());
    return json;
}

}  // namespace ptkt::ims_sender
