#include "common/racf/diagnosis/case.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"

namespace ptkt::diagnosis {

using passticket::Kind;

Case::Case(const Evidence& evidence)
    : evidence_(&evidence), names_(passticket::encode_names(evidence.subject)) {
    for (const KeyEvidence& key : evidence.keys)
        if (auto ready = ReadyKey::make(key)) keys_.push_back(std::move(*ready));
    for (const Kind kind : {Kind::Legacy, Kind::Upper, Kind::Mixed})
        values_[static_cast<std::size_t>(kind)] = value_of(evidence.ticket, kind);
}

std::vector<ReadyKey> Case::expected_keys() const {
    std::vector<ReadyKey> expected;
    std::copy_if(keys_.begin(), keys_.end(), std::back_inserter(expected), [](const ReadyKey& key) {
        return key.from().origin == Origin::InForce || key.from().origin == Origin::Suspected;
    });
    return expected;
}

std::optional<std::uint64_t> Case::value_of(std::string_view text, Kind kind) const {
    if (kind != Kind::Legacy || !evidence_->fold_legacy) return ticket_value(text, kind);
    std::string folded = base::to_upper(text);
    const base::WipeGuard guard(folded);
    return ticket_value(folded, kind);
}

bool Case::ticket_holds() const {
    return std::any_of(keys_.begin(), keys_.end(), [this](const ReadyKey& key) {
        const auto& text = value(key.kind());
        return key.from().origin == Origin::InForce && text &&
               key.window().contains(key.made(names_, *text, now()), now());
    });
}

void Trials::count(Cause cause, Kind kind, double values, std::uint64_t hypotheses) {
    Tally& tally = tallies_[cause];
    tally.hypotheses += hypotheses;
    tally.expected += chance_of(kind, values) * static_cast<double>(hypotheses);
}

std::optional<base::Instant> Trials::attempt(Cause cause, const ReadyKey& key,
                                             const passticket::EncodedNames& names,
                                             std::uint64_t value, base::Instant now) {
    count(cause, key.kind(), static_cast<double>(seconds_in(key.window())));
    const base::Instant made = key.made(names, value, now);
    return key.window().contains(made, now) ? std::optional(made) : std::nullopt;
}

void Trials::merge(Trials other) {
    for (const auto& [cause, tally] : other.tallies_) {
        tallies_[cause].hypotheses += tally.hypotheses;
        tallies_[cause].expected += tally.expected;
    }
    std::move(other.findings_.begin(), other.findings_.end(), std::back_inserter(findings_));
}

std::uint64_t Trials::hypotheses() const {
    std::uint64_t sum = 0;
    for (const auto& [cause, tally] : tallies_)
        sum += tally.hypotheses;
    return sum;
}

double Trials::expected_by_chance() const {
    double sum = 0;
    for (const auto& [cause, tally] : tallies_)
        sum += tally.expected;
    return sum;
}

std::vector<Finding> Trials::findings() const {
    std::vector<Finding> out = findings_;
    for (Finding& finding : out) {
        const auto tally = tallies_.find(finding.cause);
        if (!finding.chance && tally != tallies_.end()) finding.chance = tally->second.expected;
    }
    return out;
}

}  // namespace ptkt::diagnosis
