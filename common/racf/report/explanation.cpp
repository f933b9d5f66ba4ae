#include "common/racf/report/explanation.hpp"

#include <cmath>

#include "common/base/text/ascii.hpp"
#include "common/formats/json/event.hpp"
#include "common/racf/report/report.hpp"

namespace ptkt::report {

namespace {

using diagnosis::Explanation;
using diagnosis::Finding;
using diagnosis::Searched;
using diagnosis::Step;
using diagnosis::Verdict;

/// Lines of a label and a text, with the texts in one column; more lines of the same label leave
/// it out.
class Page {
  public:
    void line(std::string_view label, std::string_view text) {
        constexpr std::size_t kWidth = 78;
        constexpr std::size_t kIndent = 13;
        std::string_view rest = text;
        bool first = true;
        while (first || !rest.empty()) {
            const std::string_view part = head(rest, kWidth - kIndent);
            text_ += fmt::format("\n  {:<{}}{}", first ? label : "", kIndent - 2, part);
            rest.remove_prefix(std::min(part.size() + 1, rest.size()));
            first = false;
        }
    }
    void gap() { text_ += '\n'; }
    void top(std::string_view text) { text_ += text; }
    [[nodiscard]] std::string&& text() && { return std::move(text_); }

  private:
    /// As many whole words as fit; one that is too long for a line stands alone.
    static std::string_view head(std::string_view text, std::size_t width) {
        if (text.size() <= width) return text;
        auto end = text.rfind(' ', width);
        if (end == std::string_view::npos) end = text.find(' ');
        return text.substr(0, end);
    }

    std::string text_;
};

std::string grouped(std::uint64_t number) {
    std::string digits = fmt::format("{}", number);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

/// `once in 34,000 times`, to two digits.
std::string odds(double chance) {
    if (chance >= 0.5) return fmt::format("about {:.0f} times", std::max(1.0, chance));
    const double times = 1.0 / chance;
    if (times >= 1e15) return "practically never";
    const double unit = std::pow(10.0, std::max(0.0, std::floor(std::log10(times)) - 1));
    return fmt::format("once in {} times",
                       grouped(static_cast<std::uint64_t>(std::round(times / unit) * unit)));
}

std::string sign_on_line(const Explanation& explanation) {
    const authorization::Decision& decision = explanation.decision;
    if (decision.accepted()) return decision_text(decision);
    return fmt::format("rejected: {}: {}", authorization::to_string(decision.reason),
                       decision.detail);
}

/// The moment of generation: what the key in force makes of the ticket, or when that is no moment
/// at all, what it is if the first finding is true.
std::optional<base::Instant> moment_made(const Explanation& explanation) {
    const authorization::Decision& decision = explanation.decision;
    const authorization::Attempt* attempt = decision.attempt();
    const bool makes_sense = decision.reason != authorization::Reason::WrongKey;
    if (attempt != nullptr && attempt->made && makes_sense) return attempt->made;
    return explanation.findings.empty() ? std::nullopt : explanation.findings.front().made;
}

void add_moments(const Explanation& explanation, Page& page) {
    const base::Instant now = explanation.decision.now;
    if (const auto made = moment_made(explanation)) {
        page.line("made", base::to_rfc3339(*made));
        page.line("now", base::to_rfc3339(now));
        page.line("age",
                  fmt::format("{}{}", *made > now ? "-" : "", base::human_duration(now - *made)));
    } else {
        page.line("now", base::to_rfc3339(now));
    }
    const authorization::Attempt* attempt = explanation.decision.attempt();
    if (attempt == nullptr) return;
    page.line("window", fmt::format("{} back, {} ahead", base::human_duration(attempt->window.past),
                                    base::human_duration(attempt->window.future)));
}

void add_facts(const Explanation& explanation, Page& page) {
    const authorization::Decision& decision = explanation.decision;
    page.line("ticket",
              fmt::format("{}  {}", base::printable(explanation.ticket), explanation.shape));
    page.line("for",
              fmt::format("user {}, application {}", decision.user.str(), decision.appl.str()));
    if (!explanation.profile.empty())
        page.line("profile",
                  fmt::format("{}  found as {}", explanation.profile, explanation.profile_found));
    if (!explanation.key.empty()) page.line("key", explanation.key);
    add_moments(explanation, page);
}

void add_finding(const Finding& finding, std::string_view label, Page& page) {
    page.gap();
    page.line(label, finding.what);
    if (finding.chance)
        page.line("", fmt::format("by chance this would show {}", odds(*finding.chance)));
    if (!finding.todo.empty()) page.line("do", finding.todo);
}

void add_findings(const Explanation& explanation, Page& page) {
    bool first = true;
    for (const Finding& finding : explanation.findings) {
        add_finding(finding, first ? "finding" : "or", page);
        first = false;
    }
    if (!first || explanation.decision.accepted()) return;
    page.gap();
    page.line("finding", fmt::format("none of {} hypotheses explains the ticket",
                                     grouped(explanation.searched.hypotheses)));
    page.line("do",
              "if it was sent at another time, give that with --at; try a suspected key with "
              "--key-file");
}

std::string share(std::size_t tried, std::size_t of_store, std::string_view what) {
    return tried <= of_store ? fmt::format("{} of {} {}", grouped(tried), grouped(of_store), what)
                             : fmt::format("{} {}", grouped(tried), what);
}

void add_searched(const Searched& searched, Page& page) {
    if (searched.hypotheses == 0) return;
    page.line("tried", fmt::format("{} hypotheses: {}, {}, {} keys", grouped(searched.hypotheses),
                                   share(searched.users, searched.users_in_store, "users"),
                                   share(searched.appls, searched.appls_in_store, "applications"),
                                   searched.keys));
    if (searched.users < searched.users_in_store) page.line("", "--all-users tries every user");
    if (searched.appls < searched.appls_in_store)
        page.line("", "--all-appls tries every application");
}

std::string_view mark(Verdict verdict) {
    switch (verdict) {
        case Verdict::Passed:
            return "ok";
        case Verdict::Failed:
            return "no";
        default:
            return "--";
    }
}

void add_steps(const std::vector<Step>& steps, Page& page) {
    page.gap();
    for (const Step& step : steps)
        page.line(step.name, fmt::format("{}  {}", mark(step.verdict), step.text));
}

void add_list(const std::vector<std::string>& list, std::string_view label, Page& page) {
    if (list.empty()) return;
    page.gap();
    for (const std::string& entry : list)
        page.line(&entry == &list.front() ? label : "", entry);
}

json::Json or_null(const std::string& text) {
    return text.empty() ? json::Json() : json::Json(text);
}

json::Json list_json(const std::vector<std::string>& list) {
    json::Json array = json::Json::array();
    for (const std::string& entry : list)
        array.push(entry);
    return array;
}

json::Json finding_json(const Finding& finding) {
    json::Json json = json::Json::object();
    json.set("cause", diagnosis::to_string(finding.cause))
        .set("certainty", diagnosis::to_string(finding.certainty))
        .set("detail", finding.what)
        .set("do", or_null(finding.todo))
        .set("chance", finding.chance ? json::Json(*finding.chance) : json::Json())
        .set("generated_at",
             finding.made ? json::Json(base::to_rfc3339(*finding.made)) : json::Json())
        .set("offset_seconds", finding.offset
                                   ? json::Json(static_cast<std::int64_t>(finding.offset->count()))
                                   : json::Json())
        .set("profile", or_null(finding.profile))
        .set("user", or_null(finding.user))
        .set("appl", or_null(finding.appl));
    return json;
}

json::Json steps_json(const std::vector<Step>& steps) {
    json::Json array = json::Json::array();
    for (const Step& step : steps)
        array.push(json::Json::object()
                       .set("step", step.name)
                       .set("verdict", diagnosis::to_string(step.verdict))
                       .set("text", step.text));
    return array;
}

json::Json searched_json(const Searched& searched) {
    const auto number = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
    json::Json json = json::Json::object();
    json.set("users", number(searched.users))
        .set("users_in_store", number(searched.users_in_store))
        .set("appls", number(searched.appls))
        .set("appls_in_store", number(searched.appls_in_store))
        .set("keys", number(searched.keys))
        .set("hypotheses", number(searched.hypotheses))
        .set("expected_by_chance", searched.expected_by_chance);
    return json;
}

}  // namespace

std::string explanation_text(const Explanation& explanation) {
    Page page;
    page.top(sign_on_line(explanation));
    add_findings(explanation, page);
    page.gap();
    add_facts(explanation, page);
    add_steps(explanation.steps, page);
    add_searched(explanation.searched, page);
    add_list(explanation.notes, "note", page);
    add_list(explanation.then_check, "host", page);
    return std::move(page).text();
}

json::Json explanation_fields(const Explanation& explanation) {
    json::Json findings = json::Json::array();
    for (const Finding& finding : explanation.findings)
        findings.push(finding_json(finding));
    json::Json json = decision_fields(explanation.decision);
    json.set("now", base::to_rfc3339(explanation.decision.now))
        .set("ticket_form", explanation.shape)
        .set("profile_found", or_null(explanation.profile_found))
        .set("key", or_null(explanation.key))
        .set("steps", steps_json(explanation.steps))
        .set("findings", std::move(findings))
        .set("notes", list_json(explanation.notes))
        .set("then_check", list_json(explanation.then_check))
        .set("searched", searched_json(explanation.searched));
    return json;
}

json::Json explanation_json(const Explanation& explanation) {
    json::Json json = json::event("explanation");
    json.set_all(explanation_fields(explanation));
    return json;
}

}  // namespace ptkt::report
