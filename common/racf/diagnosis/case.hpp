#ifndef PTKT_RACF_DIAGNOSIS_CASE_HPP
#define PTKT_RACF_DIAGNOSIS_CASE_HPP

#include <array>
#include <map>
#include <vector>

#include "common/racf/diagnosis/evidence.hpp"
#include "common/racf/diagnosis/finding.hpp"
#include "common/racf/diagnosis/ready_key.hpp"

namespace ptkt::diagnosis {

/// The evidence, prepared for trying hypotheses: keys scheduled, names encoded, the ticket's value
/// in each kind. Refers to the evidence, which must outlive it. Safe to share between threads.
class Case {
  public:
    /// Keys that fit no algorithm are left out.
    explicit Case(const Evidence& evidence);

    [[nodiscard]] const Evidence& evidence() const { return *evidence_; }
    [[nodiscard]] base::Instant now() const { return evidence_->decision.now; }
    [[nodiscard]] const passticket::EncodedNames& names() const { return names_; }
    [[nodiscard]] const std::vector<ReadyKey>& keys() const { return keys_; }

    /// The keys that the ticket should have been made with: those in force and the suspected ones.
    [[nodiscard]] std::vector<ReadyKey> expected_keys() const;

    /// A text as the sign-on reads it for a kind: folded to upper case for legacy tickets, unless
    /// passwords are of mixed case.
    [[nodiscard]] std::optional<std::uint64_t> value_of(std::string_view text,
                                                        passticket::Kind kind) const;
    /// The ticket itself.
    [[nodiscard]] const std::optional<std::uint64_t>& value(passticket::Kind kind) const {
        return values_[static_cast<std::size_t>(kind)];
    }
    /// True when a key in force decodes the ticket to a moment in its window.
    [[nodiscard]] bool ticket_holds() const;

  private:
    const Evidence* evidence_;
    passticket::EncodedNames names_;
    std::vector<ReadyKey> keys_;
    std::array<std::optional<std::uint64_t>, 3> values_;
};

/// Hypotheses that were tried, counted for each cause, and the findings among them. The count
/// matters as much as the finding: what is found among many may be found by chance.
class Trials {
  public:
    /// Counts `values` moments that would have made a hypothesis hold.
    void count(Cause cause, passticket::Kind kind, double values, std::uint64_t hypotheses = 1);
    /// One hypothesis: the ticket's value, decoded by a key for these names. Counts it; gives the
    /// moment when that lies in the key's window.
    std::optional<base::Instant> attempt(Cause cause, const ReadyKey& key,
                                         const passticket::EncodedNames& names, std::uint64_t value,
                                         base::Instant now);

    void add(Finding finding) { findings_.push_back(std::move(finding)); }
    void merge(Trials other);

    [[nodiscard]] std::uint64_t hypotheses() const;
    [[nodiscard]] double expected_by_chance() const;
    /// The findings, each with the chance of its cause where it has none of its own.
    [[nodiscard]] std::vector<Finding> findings() const;

  private:
    struct Tally {
        std::uint64_t hypotheses = 0;
        double expected = 0;
    };
    std::map<Cause, Tally> tallies_;
    std::vector<Finding> findings_;
};

}  // namespace ptkt::diagnosis

#endif
