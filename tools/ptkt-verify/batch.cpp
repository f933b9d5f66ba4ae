#include "tools/ptkt-verify/batch.hpp"

#include <algorithm>
#include <span>
#include <string>

#include "common/base/text/ascii.hpp"
#include "common/base/text/foreign.hpp"
#include "common/cli/batch_text.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/mistaken_key.hpp"
#include "common/cli/progress.hpp"
#include "common/cli/record.hpp"
#include "common/formats/json/event.hpp"
#include "common/racf/report/report.hpp"
#include "tools/ptkt-verify/alike.hpp"
#include "tools/ptkt-verify/verifier.hpp"

namespace ptkt::verify {

namespace {

using cli::ExitStatus;

std::string row(const authorization::Decision& decision) {
    return fmt::format("{}\t{}\t{}\t{}", decision.user.str(), decision.appl.str(),
                       decision.accepted() ? "accepted" : "rejected",
                       authorization::to_string(decision.reason));
}

base::Result<std::optional<Line>> as_optional(base::Result<Line> line) {
    if (!line) return std::move(line).error();
    return std::optional(*std::move(line));
}

base::Result<Line> line_of(std::string_view user, std::string_view appl, std::string_view ticket,
                           std::optional<std::string_view> time, base::Instant now) {
    auto user_id = racf::UserId::parse(user);
    if (!user_id) return std::move(user_id).error();
    auto appl_name = racf::ApplName::parse(appl);
    if (!appl_name) return std::move(appl_name).error();
    base::Instant when = now;
    if (time) {
        const auto given = base::parse_time(*time, now);
        if (!given) return given.error();
        when = *given;
    }
    return Line{std::move(*user_id), std::move(*appl_name), ticket, when};
}

/// A line of words that ptkt-gen --batch wrote, `USER APPL SECONDS TICKET`, and not `USER APPL
/// TICKET TIME`: a ticket has eight characters.
bool is_of_maker(std::span<const std::string_view> words, base::Instant now) {
    const auto& [seconds, ticket] = std::pair(words[2], words[3]);
    constexpr std::size_t kTicketLength = 8;
    return ticket.size() == kTicketLength && std::ranges::all_of(seconds, base::is_digit) &&
           (seconds.size() != kTicketLength || !base::parse_time(ticket, now));
}

/// What ptkt-gen --batch answers a line that it cannot read.
constexpr std::string_view kEmptyRow = "\t\t\t";

/// The answers of a run. Each has the form of its line, unless `--json` or `--field` says another.
class Answers {
  public:
    Answers(cli::Io& io, const Options& options, const cli::Input& input)
        : io_(io), options_(options), input_(input), object_(options.common) {
        object_.json = true;
    }

    ExitStatus print(std::string_view line, const authorization::Decision& decision) {
        const auto printed = cli::print_record(io_, form_of(line), row(decision),
                                               [&] { return report::decision_json(decision); });
        if (printed != ExitStatus::Done) return printed;
        return decision.accepted() ? ExitStatus::Done : ExitStatus::No;
    }

    /// To a line that is not a request.
    ExitStatus refuse(std::string_view line, base::Error error) {
        if (error.hint.empty() && !line.starts_with('{')) error.hint = base::ascii_hint(line);
        const std::string what = cli::without_keys(error.what);
        cli::report(io_, std::move(error).within(
                             fmt::format("{}:{}", input_.name(), input_.line_number())));
        const auto printed =
            options_.common.field
                ? io_.out.append((*options_.common.field == "error" ? what : "") + "\n")
                : io_.out.append(form_of(line).json
                                     ? json::event("error").set("error", what).dump() + "\n"
                                     : "\t\terror\t\n");
        return printed ? ExitStatus::Malformed : cli::report(io_, printed.error());
    }

  private:
    [[nodiscard]] const cli::CommonOptions& form_of(std::string_view line) const {
        return line.starts_with('{') ? object_ : options_.common;
    }

    cli::Io& io_;
    const Options& options_;
    const cli::Input& input_;
    cli::CommonOptions object_;
};

ExitStatus answer(cli::Io& io, const Options& options, Verifier& verifier, Answers& answers,
                  std::string_view text, AlikeFailures& alike) {
    const base::Instant moment = options.at.value_or(io.now());
    std::optional<json::Json> object;
    if (text.starts_with('{')) {
        auto parsed = json::parse_json(text);
        if (!parsed)
            return answers.refuse(
                text,
                base::with_hint(base::fail(base::ErrorKind::Malformed, "column {}: {}",
                                           parsed.error().where.offset + 1, parsed.error().message),
                                base::conversion_hint(text)));
        object = *std::move(parsed);
    }
    const auto read = object ? read_object(*object, moment) : as_optional(read_line(text, moment));
    if (!read) return answers.refuse(text, read.error());
    if (!*read) return ExitStatus::Done;
    const Line& line = **read;
    const auto decision = verifier.evaluate(line.user, line.appl, line.ticket, line.when, io.now());
    if (!decision) return cli::report(io, decision.error());
    alike.add(*decision);
    return answers.print(text, *decision);
}

base::Error too_long() {
    return base::fail(base::ErrorKind::Malformed, "the line is longer than {} bytes",
                      cli::Input::kMaxLine);
}

/// Malformed lines and rejected tickets let the rest go on; anything else ends the batch.
bool goes_on(ExitStatus status) {
    return status == ExitStatus::Done || status == ExitStatus::No ||
           status == ExitStatus::Malformed;
}

}  // namespace

base::Result<Line> read_line(std::string_view text, base::Instant now) {
    const auto words = base::split_words(text);
    if (words.size() < 3 || words.size() > 4)
        return base::fail(base::ErrorKind::Malformed,
                          "expected USER APPL TICKET [TIME], found {} word{}", words.size(),
                          words.size() == 1 ? "" : "s");
    if (words.size() == 4 && is_of_maker(words, now))
        return line_of(words[0], words[1], words[3], std::nullopt, now);
    const auto time = words.size() == 4 ? std::optional(words[3]) : std::nullopt;
    return line_of(words[0], words[1], words[2], time, now);
}

base::Result<std::optional<Line>> read_object(const json::Json& object, base::Instant now) {
    constexpr std::size_t kLongestText = 200;
    constexpr char kHidden = '*';  // in place of each character of a ticket that is not to be seen
    if (object.find("ticket") == nullptr) {
        const json::Json* const event = object.find("event");
        if (event != nullptr && event->bare() == "decoded") return std::optional<Line>();
        const json::Json* const error = object.find("error");
        return base::fail(
            base::ErrorKind::Malformed, "the object has no ticket{}",
            error == nullptr ? "" : ": " + base::printable(error->bare(), kLongestText));
    }
    const json::Json* const when = object.find("time");
    const auto number = when == nullptr ? std::nullopt : when->as_integer();
    for (const std::string_view name : {"user", "appl", "ticket", "time"}) {
        const json::Json* found = object.find(name);
        const bool is_number = found == when && number;
        if (found != nullptr && found->as_string() == nullptr && !is_number)
            return base::fail(base::ErrorKind::Malformed, "member '{}' is not a string", name);
    }
    const auto text = [&](std::string_view name) -> std::optional<std::string_view> {
        const json::Json* found = object.find(name);
        if (found == nullptr || found->as_string() == nullptr) return std::nullopt;
        return *found->as_string();
    };
    const std::string_view ticket = *text("ticket");
    if (!ticket.empty() && ticket.find_first_not_of(kHidden) == std::string_view::npos)
        return base::with_hint(base::fail(base::ErrorKind::Malformed, "the ticket is hidden"),
                               "let its writer show it: imscon-recv decode --show-secrets --json");
    const auto time =
        number ? std::optional(std::to_string(*number)) : std::optional<std::string>(text("time"));
    return as_optional(
        line_of(text("user").value_or(""), text("appl").value_or(""), ticket, time, now));
}

ExitStatus batch(cli::Io& io, const Options& options) {
    auto verifier = Verifier::open(io, options);
    if (!verifier) return cli::report(io, verifier.error());
    auto input = cli::open_input(io, options.operand.value_or("-"));
    if (!input) return cli::report(io, input.error());
    cli::Progress progress(io, "line");
    if (auto begun = input->begin_text(); !begun) return cli::report(io, begun.error());
    ExitStatus worst = ExitStatus::Done;
    AlikeFailures alike;
    Answers answers(io, options, *input);
    for (;;) {
        const auto text = input->line();
        if (!text) {
            if (text.error().kind != base::ErrorKind::Malformed)
                return cli::report(io, text.error());
            const auto refused = answers.refuse({}, too_long());
            worst = std::max(worst, refused);
            progress.add(1, 1);
            if (!goes_on(refused)) return refused;
            continue;
        }
        if (!*text) break;
        const std::string_view line = cli::batch_text(**text);
        if (line.empty() && **text != kEmptyRow) continue;
        const ExitStatus status = answer(io, options, *verifier, answers, line, alike);
        worst = std::max(worst, status);
        progress.add(1, status == ExitStatus::Done ? 0 : 1);
        if (!goes_on(status)) return status;
        if (options.line_buffered || !input->line_is_buffered())
            if (auto flushed = io.out.flush(); !flushed) return cli::report(io, flushed.error());
    }
    alike.tell(io);
    return worst;
}

}  // namespace ptkt::verify
