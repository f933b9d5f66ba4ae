#include "tools/ptkt-verify/explain.hpp"

#include "common/cli/diagnostics.hpp"
#include "common/cli/mistaken_key.hpp"
#include "common/cli/record.hpp"
#include "common/racf/authorization/ticket_service.hpp"
#include "common/racf/diagnosis/collect.hpp"
#include "common/racf/diagnosis/explain.hpp"
#include "common/racf/report/explanation.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/ptkt-verify/verifier.hpp"

namespace ptkt::verify {

namespace {

using cli::ExitStatus;

base::Result<diagnosis::Scope> scope_of(cli::Io& io, const Options& options, base::Instant now) {
    diagnosis::Scope scope;
    scope.all_users = options.all_users;
    scope.all_appls = options.all_appls;
    if (io.local_offset) scope.local_offset = io.local_offset(now);
    if (!options.key_file) return scope;
    auto key = read_key_file(io, options);
    if (!key) return std::move(key).error();
    scope.suspected = diagnosis::SuspectedKey{*options.key_file, std::move(*key)};
    return scope;
}

/// Whether the reasons of a decision may be told to whoever asks.
base::Status check_caller(const store::Store& store, const Options& options, base::Instant now) {
    using authorization::TicketService;
    if (!options.caller) return authorization::check_caller_named(store, options.caller);
    const auto setropts = store.options();
    if (!setropts) return setropts.error();
    const passticket::Subject subject{*options.user, *options.appl};
    auto why = authorization::why_service_refused(store, *setropts, *options.caller,
                                                  TicketService::Evaluate, subject, now);
    if (!why) return std::move(why).error();
    if (!*why) return {};
    const auto codes = authorization::service_codes(authorization::Reason::NotAuthorized);
    return base::Error{
        base::ErrorKind::NotPermitted,
        fmt::format("{} ({})", **why, authorization::service_text(codes)),
        authorization::service_hint(*options.caller, TicketService::Evaluate, subject)};
}

base::Result<diagnosis::Evidence> collect(cli::Io& io, const Options& options,
                                          std::string_view ticket) {
    const base::Instant now = options.at.value_or(io.now());
    const auto scope = scope_of(io, options, now);
    if (!scope) return scope.error();
    const auto store = wiring::open_store(io, options.common);
    if (!store) return store.error();
    if (auto may = check_caller(**store, options, now); !may) return std::move(may).error();
    auto replay = (*store)->replay_cache();
    if (!replay) return std::move(replay).error();
    const authorization::SignOn sign_on{*options.user, *options.appl, ticket, options.group,
                                        "command line"};
    return diagnosis::collect(**store, *replay, sign_on, now, *scope);
}

/// How far the search is, in place on the terminal. Short searches show nothing. That the terminal
/// cannot be written to is no reason to stop.
class ProgressLine {
  public:
    explicit ProgressLine(cli::Io& io) : io_(io), shown_(io.err_is_terminal && !io.quiet) {}
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine() {
        if (percent_ > 0) print("\r                       \r");
    }

    void update(std::uint64_t done, std::uint64_t total) {
        constexpr std::uint64_t kWorthShowing = 1000;
        const auto percent = done * 100 / std::max<std::uint64_t>(total, 1);
        if (!shown_ || total < kWorthShowing || percent <= percent_) return;
        percent_ = percent;
        print(fmt::format("\rtrying names: {:3} %", percent));
    }

  private:
    void print(std::string_view text) {
        static_cast<void>(io_.err.append(text));
        static_cast<void>(io_.err.flush());
    }

    cli::Io& io_;
    bool shown_;
    std::uint64_t percent_ = 0;
};

diagnosis::Explanation search(cli::Io& io, const diagnosis::Evidence& evidence) {
    ProgressLine line(io);
    return diagnosis::explain(
        evidence, [&](std::uint64_t done, std::uint64_t total) { line.update(done, total); });
}

}  // namespace

ExitStatus explain(cli::Io& io, const Options& options, std::string_view ticket) {
    const auto evidence = collect(io, options, ticket);
    if (!evidence) return cli::report(io, evidence.error());
    diagnosis::Explanation explanation = search(io, *evidence);
    // No ticket is as long as a key: somebody took the one for the other.
    explanation.ticket = cli::without_keys(explanation.ticket);
    const ExitStatus answer = explanation.decision.accepted() ? ExitStatus::Done : ExitStatus::No;
    const auto printed =
        cli::print_record(io, options.common, report::explanation_text(explanation),
                          [&] { return report::explanation_json(explanation); });
    return printed == ExitStatus::Done ? answer : printed;
}

}  // namespace ptkt::verify
