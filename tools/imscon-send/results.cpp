#include "tools/imscon-send/results.hpp"

#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/ims/wire/reasons.hpp"

namespace ptkt::imscon_send {

namespace {

using cli::ExitStatus;

/// How bad an end is.
int severity(ExitStatus status) {
    switch (status) {
        case ExitStatus::Done:
            return 0;
        case ExitStatus::Malformed:
            return 1;
        case ExitStatus::No:
            return 2;
        default:
            return 3;
    }
}

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

std::string text_of(ims_wire::Segment segment, const MessageResult& result,
                    const Options& options) {
    return ims_wire::to_text(segment.data, result.reply_code,
                             options.encoding.page.value_or(ims_wire::kHeaderPage));
}

/// The segments of a reply in one line: a control character is a dot there.
std::string one_line(const MessageResult& result, const Options& options) {
    std::string line;
    for (const ims_wire::Segment segment : result.reply)
        line += (line.empty() ? "" : " | ") + text_of(segment, result, options);
    constexpr unsigned char kDelete = 0x7F;
    for (char& c : line)
        if (const auto byte = static_cast<unsigned char>(c); byte < ' ' || byte == kDelete) c = '.';
    return line;
}

}  // namespace

MessageResult result_of(Word word, const ims_wire::Response& response, std::string client_id) {
    MessageResult result;
    result.word = word;
    result.client_id = std::move(client_id);
    result.reply = response.segments;
    result.reply_code = response.code;
    result.mod_name = response.mod_name;
    if (const auto* const rsm = std::get_if<ims_wire::Rsm>(&response.status)) result.rsm = *rsm;
    if (const auto* const csm = std::get_if<ims_wire::Csm>(&response.status)) result.csm = *csm;
    return result;
}

json::Json Results::json(std::int64_t number, const MessageResult& result) const {
    json::Json json = json::Json::object();
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
        std::string text = text_of(segment, result, options_);
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

base::Status Results::tell(std::int64_t number, const std::string& original,
                           const MessageResult& result) {
    const auto line =
        fmt::format("{}\t{}\t{}", number, to_string(result.word),
                    has_text(result.word) ? one_line(result, options_) : result.detail);
    const auto printed =
        cli::print_record(io_, options_.common, line, [&] { return json(number, result); });
    met(printed);
    if (!unflushed_since_ && printed == ExitStatus::Done)
        unflushed_since_ = std::chrono::steady_clock::now();
    const bool is_lost = result.word == Word::Nak || result.word == Word::Unsent;
    return is_lost ? unsent_.keep(original) : base::Status();
}

base::Status Results::flush() {
    unflushed_since_.reset();
    return io_.out.flush();
}

void Results::met(ExitStatus status) {
    if (severity(status) > severity(status_)) status_ = status;
}

ExitStatus Results::end(const base::Status& done) {
    const base::Status kept = unsent_.flush();
    if (!done) return cli::report(io_, done.error());
    if (!kept) return cli::report(io_, kept.error());
    return status_;
}

}  // namespace ptkt::imscon_send
