#ifndef PTKT_RACF_DIAGNOSIS_HYPOTHESES_HPP
#define PTKT_RACF_DIAGNOSIS_HYPOTHESES_HPP

#include <cstdint>
#include <functional>

#include "common/racf/diagnosis/case.hpp"

/// The families of hypotheses. Each tries everything of its kind and says how much it tried. None
/// looks at whether another has already found something: two findings that fit are both worth
/// knowing, and the chance of each says which to believe.
namespace ptkt::diagnosis {

/// Called from the calling thread only, as work is done.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// The names and the key are right, the moment is not: a clock that is off, a ticket that was kept,
/// local time taken for UTC.
[[nodiscard]] Trials try_clocks(const Case& c);

/// The moment was written in another form: milliseconds, another byte order, another epoch.
[[nodiscard]] Trials try_time_forms(const Case& c);

/// Every other key that is at hand, for the same names; a key in force for the other type of
/// enhanced ticket; UPPER tickets made without cutting bits off.
[[nodiscard]] Trials try_other_keys(const Case& c);

/// The right key, entered or converted in a wrong way.
[[nodiscard]] Trials try_key_forms(const Case& c);

/// The right names, encoded in a wrong way, or one in the other's place.
[[nodiscard]] Trials try_name_forms(const Case& c);

/// The right ticket, damaged on its way.
[[nodiscard]] Trials try_ticket_forms(const Case& c);

/// Other users and other applications: with an expected key every user and every application of
/// the candidates, with another profile's key every user for that profile's application.
/// `threads` of 0 means one for each core.
[[nodiscard]] Trials try_other_names(const Case& c, const Progress& progress, unsigned threads);

/// The sign-on's own user or application, mistyped by one slip, whether or not a store has such a
/// name: the commonest mistake of all.
[[nodiscard]] Trials try_name_slips(const Case& c);

/// `profile APPLI2I`, `key file new.key`, `vault key PTKT.2027`: whose key it is.
[[nodiscard]] std::string owner_of(const KeyEvidence& key);

}  // namespace ptkt::diagnosis

#endif
