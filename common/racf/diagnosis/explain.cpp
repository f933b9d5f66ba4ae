#include "common/racf/diagnosis/explain.hpp"

#include <algorithm>

#include "common/racf/diagnosis/circumstances.hpp"
#include "common/racf/passticket/check_value.hpp"

namespace ptkt::diagnosis {

namespace {

/// Known causes come first, then what decoding shows, then what the text alone says.
int rank(const Finding& finding) {
    if (finding.cause >= Cause::OtherKind) return 2;
    return finding.chance ? 1 : 0;
}

/// Of one rank the least likely coincidence comes first.
bool comes_before(const Finding& a, const Finding& b) {
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return a.chance.value_or(0) < b.chance.value_or(0);
}

Trials try_everything(const Case& c, const Progress& progress, unsigned threads) {
    Trials trials = try_clocks(c);
    trials.merge(try_time_forms(c));
    trials.merge(try_other_keys(c));
    trials.merge(try_key_forms(c));
    trials.merge(try_name_forms(c));
    trials.merge(try_ticket_forms(c));
    trials.merge(try_name_slips(c));
    trials.merge(try_other_names(c, progress, threads));
    return trials;
}

/// `appl.userid` and so on: which of the four names it has.
std::string how_found(const std::string& profile, const Evidence& evidence) {
    const std::string& appl = evidence.subject.appl.str();
    const std::string& group = evidence.group.str();
    const std::string& user = evidence.subject.user.str();
    if (profile == appl) return "appl";
    if (profile == appl + "." + group + "." + user) return "appl.group.userid";
    return profile == appl + "." + user ? "appl.userid" : "appl.group";
}

std::string check_value(const ReadyKey& key) {
    const auto value = passticket::check_value(key.from().key);
    std::string text = value ? "check value " + *value : std::string("no check value");
    if (key.kind() != passticket::Kind::Legacy)
        text = fmt::format("{} bits, {}", key.from().key.size() * 8, text);
    return text;
}

/// The key that the decision is about, or else the first in force.
const ReadyKey* key_of(const Case& c) {
    const authorization::Attempt* attempt = c.evidence().decision.attempt();
    const ReadyKey* first = nullptr;
    for (const ReadyKey& key : c.keys()) {
        if (key.from().origin != Origin::InForce) continue;
        if (attempt != nullptr && key.from().profile == attempt->profile.str() &&
            key.kind() == attempt->kind && key.from().role == attempt->role)
            return &key;
        if (first == nullptr) first = &key;
    }
    return first;
}

void fill_searched(const Case& c, const Trials& trials, Searched& searched) {
    const Evidence& evidence = c.evidence();
    searched = {evidence.users.size() + 1,  evidence.users_in_store, evidence.appls.size() + 1,
                evidence.appls_in_store,    c.keys().size(),         trials.hypotheses(),
                trials.expected_by_chance()};
}

}  // namespace

Explanation explain(const Evidence& evidence, const Progress& progress, unsigned threads) {
    const Case c(evidence);
    Explanation out{evidence.decision, evidence.ticket, describe_shape(c)};
    if (const ReadyKey* key = key_of(c)) {
        out.profile = key->from().profile;
        out.profile_found = how_found(out.profile, evidence);
        out.key = fmt::format("{}, {}", key->from().form, check_value(*key));
        if (!key->from().standing.empty()) out.key += ", " + key->from().standing;
    }
    out.steps = steps_of(evidence);
    out.findings = circumstances(evidence);
    out.notes = notes_of(c);
    if (evidence.decision.accepted() || c.ticket_holds()) {
        if (evidence.decision.accepted()) out.then_check = host_checklist(evidence);
        return out;
    }
    const Trials trials = try_everything(c, progress, threads);
    fill_searched(c, trials, out.searched);
    const auto found = trials.findings();
    out.findings.insert(out.findings.end(), found.begin(), found.end());
    const auto shapes = shape_findings(c);
    out.findings.insert(out.findings.end(), shapes.begin(), shapes.end());
    std::stable_sort(out.findings.begin(), out.findings.end(), comes_before);
    // One key may stand in several profiles; what all of them say is said once.
    const auto says_the_same = [](const Finding& a, const Finding& b) {
        return a.cause == b.cause && a.what == b.what;
    };
    out.findings.erase(std::unique(out.findings.begin(), out.findings.end(), says_the_same),
                       out.findings.end());
    return out;
}

}  // namespace ptkt::diagnosis
