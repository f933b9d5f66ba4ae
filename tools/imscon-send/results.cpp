#include "tools/imscon-send/results.hpp"

#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"

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
        case Word::Reply:
            return "reply";
    }
    return "";
}

std::string text_of(ims_wire::Segment segment, const Result& result, const Options& options) {
    return ims_wire::to_text(segment.data, result.reply_code,
                             options.encoding.page.value_or(ims_wire::kHeaderPage));
}

/// The segments of a reply in one line: a control character is a dot there.
std::string one_line(const Result& result, const Options& options) {
    std::string line;
    for (const ims_wire::Segment segment : result.reply)
        line += (line.empty() ? "" : " | ") + text_of(segment, result, options);
    constexpr unsigned char kDelete = 0x7F;
    for (char& c : line)
        if (const auto byte = static_cast<unsigned char>(c); byte < ' ' || byte == kDelete) c = '.';
    return line;
}

}  // namespace

base::Json Results::json(std::int64_t number, const Result& result) const {
    base::Json json = base::Json::object();
    json.set("n", number).set("result", to_string(result.word)).set("detail", result.detail);
    json.set("client_id", result.client_id);
    const auto code = [&](auto value) {
        return result.rsm ? base::Json(std::int64_t{value(*result.rsm)}) : base::Json();
    };
    json.set("rc", code([](const auto& rsm) { return rsm.return_code; }));
    json.set("rsn", code([](const auto& rsm) { return rsm.reason_code; }));
    json.set("racf_rc", code([](const auto& rsm) { return rsm.racf_or_otma; }));
    json.set("again", result.again);
    if (result.word != Word::Reply)
        return std::move(json.set("data", base::Json()).set("segments", base::Json()));
    std::string data;
    base::Json segments = base::Json::array();
    for (const ims_wire::Segment segment : result.reply) {
        std::string text = text_of(segment, result, options_);
        data += text;
        segments.push(std::move(text));
    }
    json.set("data", std::move(data)).set("segments", std::move(segments));
    return json;
}

base::Status Results::tell(std::int64_t number, const std::string& original, const Result& result) {
    const bool is_reply = result.word == Word::Reply;
    const auto line = fmt::format("{}\t{}\t{}", number, to_string(result.word),
                                  is_reply ? one_line(result, options_) : result.detail);
    const auto printed =
        cli::print_record(io_, options_.common, line, [&] { return json(number, result); });
    if (printed == ExitStatus::Usage)
        return base::fail(base::ErrorKind::Usage, "nothing more is sent");
    if (!unflushed_since_) unflushed_since_ = std::chrono::steady_clock::now();
    const bool is_done = is_reply || result.word == Word::Ack;
    return is_done ? base::Status() : unsent_.keep(original);
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
