#include "tools/ptkt-verify/alike.hpp"

#include <algorithm>

#include "common/cli/diagnostics.hpp"
#include "common/racf/passticket/window.hpp"

namespace ptkt::verify {

namespace {

constexpr std::size_t kMostSubjects = 1000;
constexpr std::size_t kMostOfOne = 16;
constexpr double kConvincing = 1e-3;

}  // namespace

void AlikeFailures::add(const authorization::Decision& decision) {
    if (decision.reason != authorization::Reason::WrongKey) return;
    const auto legacy =
        std::find_if(decision.attempts.begin(), decision.attempts.end(), [](const auto& attempt) {
            return attempt.kind == passticket::Kind::Legacy && attempt.made.has_value();
        });
    if (legacy == decision.attempts.end()) return;
    const Subject subject{decision.user.str(), decision.appl.str()};
    if (!sightings_.contains(subject) && sightings_.size() >= kMostSubjects) return;
    auto& known = sightings_[subject];
    const auto decoded = static_cast<std::uint32_t>(base::to_seconds(*legacy->made));
    // One ticket that comes again would look like itself.
    const bool again = std::any_of(known.begin(), known.end(),
                                   [&](const auto& one) { return one.decoded == decoded; });
    if (!again && known.size() < kMostOfOne) known.push_back({decoded, decision.now});
}

void AlikeFailures::tell(cli::Io& io) const {
    for (const auto& [subject, sightings] : sightings_) {
        const auto alike = diagnosis::same_mask(sightings, passticket::kLegacyWindow.past);
        if (!alike || alike->by_chance > kConvincing) continue;
        cli::note(
            io, fmt::format("{} tickets of {} for {} fail alike: key and user ID are right, "
                            "and they were made for another application name (by chance "
                            "once in {:.0f})",
                            sightings.size(), subject.first, subject.second, 1 / alike->by_chance));
    }
}

}  // namespace ptkt::verify
