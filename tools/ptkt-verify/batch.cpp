#include "tools/ptkt-verify/batch.hpp"

#include <algorithm>
#include <string>

#include "common/base/text/ascii.hpp"
#include "common/cli/batch_text.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/mistaken_key.hpp"
#include "common/cli/progress.hpp"
#include "common/cli/record.hpp"
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

/// The answer to a line that is no request.
ExitStatus refuse(cli::Io& io, const Options& options, const cli::Input& input, base::Error error) {
    const std::string what = cli::without_keys(error.what);
    cli::report(io,
                std::move(error).within(fmt::format("{}:{}", input.name(), input.line_number())));
    const bool json = options.common.json || options.common.field.has_value();
    const auto printed = json ? io.out.append(json::Json::object().set("error", what).dump() + "\n")
                              : io.out.append("\t\terror\t\n");
    return printed ? ExitStatus::Malformed : cli::report(io, printed.error());
}

ExitStatus answer(cli::Io& io, const Options& options, Verifier& verifier, const cli::Input& input,
                  std::string_view text, AlikeFailures& alike) {
    const base::Instant moment = options.at.value_or(io.now());
    std::optional<json::Json> object;
    if (text.starts_with('{')) {
        auto parsed = json::parse_json(text);
        if (!parsed)
            return refuse(io, options, input,
                          base::fail(base::ErrorKind::Malformed, "column {}: {}",
                                     parsed.error().where.offset + 1, parsed.error().message));
        object = *std::move(parsed);
    }
    const auto read = object ? read_object(*object, moment) : as_optional(read_line(text, moment));
    if (!read) return refuse(io, options, input, read.error());
    if (!*read) return ExitStatus::Done;
    const Line& line = **read;
    const auto decision = verifier.evaluate(line.user, line.appl, line.ticket, line.when, io.now());
    if (!decision) return cli::report(io, decision.error());
    alike.add(*decision);
    const auto printed = cli::print_record(io, options.common, row(*decision),
                                           [&] { return report::decision_json(*decision); });
    if (printed != ExitStatus::Done) return printed;
    return decision->accepted() ? ExitStatus::Done : ExitStatus::No;
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
    const auto time = words.size() == 4 ? std::optional(words[3]) : std::nullopt;
    return line_of(words[0], words[1], words[2], time, now);
}

base::Result<std::optional<Line>> read_object(const json::Json& object, base::Instant now) {
    constexpr char kHidden = '*';  // in place of each character of a ticket that is not to be seen
    if (object.find("ticket") == nullptr) return std::optional<Line>();
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
    for (;;) {
        const auto text = input->line();
        if (!text) {
            if (text.error().kind != base::ErrorKind::Malformed)
                return cli::report(io, text.error());
            const auto refused = refuse(io, options, *input, too_long());
            worst = std::max(worst, refused);
            progress.add(1, 1);
            if (!goes_on(refused)) return refused;
            continue;
        }
        if (!*text) break;
        const std::string_view line = cli::batch_text(**text);
        if (line.empty()) continue;
        const ExitStatus status = answer(io, options, *verifier, *input, line, alike);
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
