#include "common/base/text/ascii.hpp"
#include "common/base/text/foreign.hpp"
#include "common/base/text/visible.hpp"
#include "common/cli/batch_text.hpp"
#include "common/cli/mistaken_key.hpp"
#include "common/formats/json/event.hpp"
#include "common/racf/report/report.hpp"
#include "tools/ptkt-gen/batch.hpp"

namespace ptkt::gen {

namespace {

using passticket::Kind;

/// A line taken apart; the words are as they were given.
struct TicketRequest {
    std::string user;
    std::string appl;
    std::optional<std::string> time;
    std::optional<Kind> kind;
};

struct Made {
    passticket::Subject subject;
    authorization::Generated ticket;
};

base::Error malformed(std::string what, std::string hint = {}) {
    return {base::ErrorKind::Malformed, std::move(what), std::move(hint)};
}

base::Result<Made> make(Maker& maker, const Options& options, const TicketRequest& request,
                        base::Instant now) {
    auto user = racf::UserId::parse(request.user);
    if (!user) return std::move(user).error();
    auto appl = racf::ApplName::parse(request.appl);
    if (!appl) return std::move(appl).error();
    base::Instant when = options.at.value_or(now);
    if (request.time) {
        const auto given = base::parse_time(*request.time, now);
        if (!given) return given.error();
        when = *given;
    }
    passticket::Subject subject{std::move(*user), std::move(*appl)};
    auto made = maker.make(subject, request.kind ? request.kind : options.type.kind, when, now);
    if (!made) return std::move(made).error();
    return Made{std::move(subject), std::move(*made)};
}

base::Result<TicketRequest> read_words(std::string_view line) {
    const auto words = base::split_words(line);
    if (words.size() < 2 || words.size() > 3)
        return malformed(fmt::format("expected USER APPL [TIME], found {} word{}", words.size(),
                                     words.size() == 1 ? "" : "s"));
    TicketRequest request{std::string(words[0]), std::string(words[1]), {}, {}};
    if (words.size() == 3) request.time = words[2];
    return request;
}

base::Result<std::optional<Kind>> kind_of(const std::string& word) {
    for (const Kind kind : {Kind::Legacy, Kind::Upper, Kind::Mixed})
        if (word == passticket::to_string(kind)) return std::optional(kind);
    if (word == "auto") return std::optional<Kind>();
    return malformed(
        fmt::format("type '{}' is not auto, legacy, upper or mixed", base::printable(word, 20)));
}

base::Result<TicketRequest> read_object(const json::Json& json) {
    TicketRequest request;
    for (const auto& [name, value] : *json.as_object()) {
        const std::string* text = value.as_string();
        const auto number = value.as_integer();
        if (name == "time" && number) {
            request.time = std::to_string(*number);
        } else if (text == nullptr) {
            return malformed(fmt::format("member '{}' is not a string", base::printable(name, 20)));
        } else if (name == "user") {
            request.user = *text;
        } else if (name == "appl") {
            request.appl = *text;
        } else if (name == "time") {
            request.time = *text;
        } else if (name == "type") {
            const auto kind = kind_of(*text);
            if (!kind) return kind.error();
            request.kind = *kind;
        } else {
            return malformed(fmt::format("unknown member '{}'", base::printable(name, 20)),
                             "members are user, appl, time and type");
        }
    }
    return request;
}

/// An answer as an object, or with `--field` as that member of it: nothing where it has none.
std::string line_of(const Options& options, const json::Json& json) {
    const auto& field = options.common.field;
    if (!field) return json.dump() + "\n";
    const json::Json* const found = json.find(*field);
    return (found == nullptr ? "" : base::on_one_line(found->bare())) + "\n";
}

std::string line_of(const Options& options, const Made& made) {
    return line_of(options, report::ticket_json(made.subject, made.ticket));
}

json::Json error_json(std::string_view user, std::string_view appl, const base::Error& error,
                      const std::optional<authorization::SafCodes>& codes) {
    json::Json json = json::event("error");
    json.set("user", cli::without_keys(user))
        .set("appl", cli::without_keys(appl))
        .set("error", cli::without_keys(error.what));
    if (codes)
        json.set("saf_rc", codes->saf)
            .set("racf_rc", codes->racf)
            .set("racf_reason", codes->reason);
    return json;
}

Answer answer_object(Maker& maker, const Options& options, std::string_view line,
                     base::Instant now) {
    const auto refused = [&](const TicketRequest& request, base::Error error,
                             const std::optional<authorization::SafCodes>& codes = {}) {
        auto text = line_of(options, error_json(request.user, request.appl, error, codes));
        return Answer{std::move(text), std::move(error)};
    };
    const auto json = json::parse_json(line);
    if (!json)
        return refused({}, base::with_hint(
                               malformed(fmt::format("column {}: {}", json.error().where.offset + 1,
                                                     json.error().message)),
                               base::conversion_hint(line)));
    const auto request = read_object(*json);
    if (!request) return refused({}, request.error());
    auto made = make(maker, options, *request, now);
    if (!made) return refused(*request, std::move(made).error(), maker.codes());
    return {line_of(options, *made), {}};
}

/// The commonest answer is put together by hand: it is most of what a batch costs besides the
/// cryptography.
std::string row(std::string_view user, std::string_view appl, std::string_view seconds,
                std::string_view ticket) {
    std::string out;
    out.reserve(user.size() + appl.size() + seconds.size() + ticket.size() + 4);
    out.append(user).append(1, '\t').append(appl).append(1, '\t');
    out.append(seconds).append(1, '\t').append(ticket).append(1, '\n');
    return out;
}

/// Whether lines of words are answered by objects, or by members of these.
bool wants_objects(const Options& options) {
    return options.common.json || options.common.field;
}

Answer refused(const Options& options, std::string_view user, std::string_view appl,
               base::Error error, const std::optional<authorization::SafCodes>& codes = {}) {
    auto text = wants_objects(options) ? line_of(options, error_json(user, appl, error, codes))
                                       : row(cli::without_keys(base::printable(user)),
                                             cli::without_keys(base::printable(appl)), "", "");
    return {std::move(text), std::move(error)};
}

}  // namespace

Answer refused_line(const Options& options, base::Error error) {
    return refused(options, "", "", std::move(error));
}

Answer answer_line(Maker& maker, const Options& options, std::string_view line, base::Instant now) {
    const std::string_view text = cli::batch_text(line);
    if (text.empty()) return {};
    if (text.front() == '{') return answer_object(maker, options, text, now);
    const auto request = read_words(text);
    if (!request) return refused_line(options, request.error());
    auto made = make(maker, options, *request, now);
    if (!made) {
        base::Error error = std::move(made).error();
        if (error.hint.empty()) error.hint = base::ascii_hint(text);
        return refused(options, request->user, request->appl, std::move(error), maker.codes());
    }
    if (wants_objects(options)) return {line_of(options, *made), {}};
    const auto seconds = std::to_string(base::to_seconds(made->ticket.made));
    return {row(made->subject.user.str(), made->subject.appl.str(), seconds,
                made->ticket.ticket.text()),
            {}};
}

}  // namespace ptkt::gen
