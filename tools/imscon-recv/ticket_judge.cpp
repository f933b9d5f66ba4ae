#include "tools/imscon-recv/ticket_judge.hpp"

#include <chrono>
#include <utility>

#include "common/ims/capture/fields.hpp"
#include "common/racf/diagnosis/collect.hpp"
#include "common/racf/diagnosis/explain.hpp"
#include "common/racf/report/explanation.hpp"
#include "common/racf/report/report.hpp"
#include "common/wiring/open_store.hpp"

namespace ptkt::imscon_recv {

namespace {

using diagnosis::Cause;
using diagnosis::Explanation;

Verdict unknown(std::string why) {
    return {std::nullopt, std::move(why), false};
}

/// What would tell of the ticket's characters is said without them.
void hide(Explanation& explanation) {
    explanation.ticket = ims_capture::kHidden;
    const bool is_malformed = explanation.decision.reason == authorization::Reason::Malformed;
    if (is_malformed) explanation.decision.detail = "not a PassTicket by its form";
    for (diagnosis::Finding& finding : explanation.findings) {
        if (finding.cause == Cause::Mistyped) finding.what = "a character of the ticket is wrong";
        if (finding.cause == Cause::NotATicket) finding.what = "not a PassTicket by its form";
    }
    for (diagnosis::Step& step : explanation.steps)
        if (is_malformed && step.verdict == diagnosis::Verdict::Failed)
            step.text = "not a PassTicket by its form";
}

/// The receiver whose store this is has used the ticket up when it let this message in: its peer
/// is then the sender of this one.
bool was_used_by(const ims_capture::Record& record, const authorization::Decision& decision) {
    return decision.reason == authorization::Reason::Replayed && !record.from.empty() &&
           decision.detail.ends_with(" by " + std::string(record.from));
}

}  // namespace

std::string text_of(const Verdict& verdict) {
    const auto line = [](std::string_view label, std::string_view text) {
        return fmt::format("    {:<8} {}\n", label, text);
    };
    if (!verdict.explanation) return line("ticket", "not evaluated: " + verdict.why_not);
    const Explanation& explanation = *verdict.explanation;
    if (verdict.was_used_by_this)
        return line("ticket", "used up by this sign-on: its key and its time held");
    std::string out = line("ticket", report::decision_text(explanation.decision));
    if (explanation.findings.empty() && !explanation.decision.accepted())
        out += line("finding", fmt::format("none of {} hypotheses explains the ticket",
                                           explanation.searched.hypotheses));
    std::string_view label = "finding";
    for (const diagnosis::Finding& finding : explanation.findings) {
        out += line(std::exchange(label, "or"), finding.what);
        if (!finding.todo.empty()) out += line("do", finding.todo);
    }
    return out;
}

json::Json json_of(const Verdict& verdict) {
    json::Json json = json::Json::object();
    json.set("holds", verdict.holds());
    if (!verdict.explanation) return std::move(json.set("detail", verdict.why_not));
    json.set("used_by_this", verdict.was_used_by_this);
    json.set_all(report::explanation_fields(*verdict.explanation));
    return json;
}

base::Result<TicketJudge> TicketJudge::open(cli::Io& io, const cli::CommonOptions& options,
                                            Settings settings) {
    auto store = wiring::open_store(io, options);
    if (!store) return std::move(store).error();
    auto replay = (*store)->replay_cache();
    if (!replay) return std::move(replay).error();
    return TicketJudge(std::move(*store), std::move(*replay), std::move(settings), io.now());
}

base::Result<std::optional<Verdict>> TicketJudge::judge(const ims_capture::Record& record) {
    if (record.frame.request == nullptr || !record.asked->has_ticket)
        return std::optional<Verdict>();
    const auto user = racf::UserId::parse(record.asked->user);
    if (!user) return std::optional(unknown("the message names no user"));
    auto appl = racf::ApplName::parse(record.asked->appl);
    if (!appl && settings_.appl) appl = *settings_.appl;
    if (!appl) return std::optional(unknown("the message names no application: give --appl"));
    std::optional<racf::GroupId> group;
    if (!record.asked->group.empty()) {
        auto named = racf::GroupId::parse(record.asked->group);
        if (!named) return std::optional(unknown("the message names no group that can be one"));
        group = std::move(*named);
    }
    const base::Instant when = record.time ? std::chrono::floor<std::chrono::seconds>(*record.time)
                                           : settings_.at.value_or(now_);
    const authorization::SignOn sign_on{*user, *appl,
                                        base::as_text(record.frame.request->irm.password.view()),
                                        group, std::string(record.from)};
    const auto evidence = diagnosis::collect(*store_, replay_, sign_on, when, {});
    if (!evidence) return evidence.error();
    Verdict verdict{diagnosis::explain(*evidence), {}, false};
    verdict.was_used_by_this = was_used_by(record, verdict.explanation->decision);
    if (!settings_.shows_secrets) hide(*verdict.explanation);
    return std::optional(std::move(verdict));
}

}  // namespace ptkt::imscon_recv
