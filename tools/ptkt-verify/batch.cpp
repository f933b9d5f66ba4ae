#include "tools/ptkt-verify/batch.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/cli/batch_text.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/mistaken_key.hpp"
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
    auto line = read_line(text, options.at.value_or(io.now()));
    if (!line) return refuse(io, options, input, std::move(line).error());
    const auto decision =
        verifier.evaluate(line->user, line->appl, line->ticket, line->when, io.now());
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
                          "expected USER APPL TICKET [TIME], found {} words", words.size());
    auto user = racf::UserId::parse(words[0]);
    if (!user) return std::move(user).error();
    auto appl = racf::ApplName::parse(words[1]);
    if (!appl) return std::move(appl).error();
    base::Instant when = now;
    if (words.size() == 4) {
        const auto given = base::parse_time(words[3], now);
        if (!given) return given.error();
        when = *given;
    }
    return Line{std::move(*user), std::move(*appl), words[2], when};
}

ExitStatus batch(cli::Io& io, const Options& options) {
    auto verifier = Verifier::open(io, options);
    if (!verifier) return cli::report(io, verifier.error());
    auto input = cli::open_input(io, options.operand.value_or("-"));
    if (!input) return cli::report(io, input.error());
    ExitStatus worst = ExitStatus::Done;
    AlikeFailures alike;
    for (;;) {
        const auto text = input->line();
        if (!text) {
            if (text.error().kind != base::ErrorKind::Malformed)
                return cli::report(io, text.error());
            const auto refused = refuse(io, options, *input, too_long());
            worst = std::max(worst, refused);
            if (!goes_on(refused)) return refused;
            continue;
        }
        if (!*text) break;
        const std::string_view line = cli::batch_text(**text);
        if (line.empty()) continue;
        const ExitStatus status = answer(io, options, *verifier, *input, line, alike);
        worst = std::max(worst, status);
        if (!goes_on(status)) return status;
        if (options.line_buffered || !input->line_is_buffered())
            if (auto flushed = io.out.flush(); !flushed) return cli::report(io, flushed.error());
    }
    alike.tell(io);
    return worst;
}

}  // namespace ptkt::verify
