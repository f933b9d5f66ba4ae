#include <algorithm>
#include <tuple>

#include "common/base/text/ebcdic.hpp"
#include "common/racf/diagnosis/candidates.hpp"
#include "common/racf/diagnosis/hypotheses.hpp"
#include "common/racf/diagnosis/workers.hpp"
#include "common/racf/passticket/legacy.hpp"

namespace ptkt::diagnosis {

namespace {

using passticket::Kind;

/// A candidate name, encoded once.
struct Candidate {
    std::string text;
    std::array<base::Byte, 8> bytes;
    bool asked;  ///< the name of the sign-on itself
};
using Candidates = std::vector<Candidate>;

Candidate candidate(const std::string& text, bool asked) {
    return {text, ebcdic::padded_name(text), asked};
}

template <typename Name>
Candidates candidates(const Name& asked, const std::vector<Name>& others) {
    Candidates all{candidate(asked.str(), true)};
    for (const Name& name : others)
        if (name != asked) all.push_back(candidate(name.str(), false));
    return all;
}

/// One key with the users and applications to try it for.
struct Search {
    const ReadyKey* key;
    std::uint64_t value;
    Candidates users;
    Candidates appls;
};

/// What a thread found: which search, user and application, and the moment.
struct Hit {
    std::size_t search, user, appl;
    base::Instant made;
};
using Hits = std::vector<Hit>;

Cause cause_of(bool same_user, bool same_appl) {
    if (same_user) return Cause::OtherApplication;
    return same_appl ? Cause::OtherUser : Cause::OtherNames;
}

/// The names to try another profile's key for: its own application, with everybody for a plain
/// profile, with the user of the sign-on and the profile's own for a qualified one.
Search own_names(const ReadyKey& key, std::uint64_t value, const Candidates& users,
                 const Evidence& evidence) {
    const KeyEvidence& from = key.from();
    Search search{
        &key, value, {}, {candidate(from.appl, from.appl == evidence.subject.appl.str())}};
    if (from.profile == from.appl) {
        search.users = users;
    } else {
        search.users.push_back(users.front());
        if (!from.user.empty() && from.user != users.front().text)
            search.users.push_back(candidate(from.user, false));
    }
    return search;
}

std::vector<Search> searches_of(const Case& c, const Candidates& users, const Candidates& appls) {
    std::vector<Search> searches;
    for (const ReadyKey& key : c.keys()) {
        const auto& value = c.value(key.kind());
        if (!value || key.from().origin == Origin::Vault) continue;
        if (key.from().origin == Origin::InForce || key.from().origin == Origin::Suspected) {
            searches.push_back({&key, *value, users, appls});
        } else {
            searches.push_back(own_names(key, *value, users, c.evidence()));
        }
    }
    return searches;
}

/// All applications for one user: with a legacy key the rounds are the user's alone, so an
/// application costs one DES block.
void try_user(const Search& search, std::size_t index, std::size_t user, base::Instant now,
              Hits& hits) {
    const Candidate& who = search.users[user];
    const ReadyKey& key = *search.key;
    const auto look_at = [&](std::size_t appl, base::Instant made) {
        const bool sign_on_itself = who.asked && search.appls[appl].asked;
        if (!sign_on_itself && key.window().contains(made, now))
            hits.push_back({index, user, appl, made});
    };
    if (key.kind() == Kind::Legacy) {
        const passticket::LegacyUser coder(key.des(), who.bytes, who.text.size());
        const std::uint32_t masked = coder.decode(static_cast<std::uint32_t>(search.value));
        for (std::size_t appl = 0; appl < search.appls.size(); ++appl)
            look_at(appl,
                    passticket::legacy_instant(masked ^ coder.mask(search.appls[appl].bytes), now));
        return;
    }
    for (std::size_t appl = 0; appl < search.appls.size(); ++appl) {
        const passticket::EncodedNames names{who.bytes, search.appls[appl].bytes, who.text.size()};
        look_at(appl, key.made(names, search.value, now));
    }
}

void count(const Search& search, Trials& trials) {
    const auto asked = [](const Candidates& names) {
        return static_cast<std::uint64_t>(
            std::count_if(names.begin(), names.end(), [](const Candidate& n) { return n.asked; }));
    };
    const std::uint64_t same_users = asked(search.users);
    const std::uint64_t same_appls = asked(search.appls);
    const std::uint64_t other_users = search.users.size() - same_users;
    const std::uint64_t other_appls = search.appls.size() - same_appls;
    const auto values = static_cast<double>(seconds_in(search.key->window()));
    const Kind kind = search.key->kind();
    trials.count(Cause::OtherApplication, kind, values, same_users * other_appls);
    trials.count(Cause::OtherUser, kind, values, other_users * same_appls);
    trials.count(Cause::OtherNames, kind, values, other_users * other_appls);
}

/// ` (the name of z/OSMF)`, for a name that a product has.
std::string known_as(std::string_view appl) {
    const std::string_view whose = owner_of_usual(appl);
    return whose.empty() ? std::string() : fmt::format(" (the name of {})", whose);
}

Finding finding_of(const Search& search, const Hit& hit) {
    const Candidate& user = search.users[hit.user];
    const Candidate& appl = search.appls[hit.appl];
    Finding finding{cause_of(user.asked, appl.asked)};
    finding.made = hit.made;
    finding.user = user.text;
    finding.appl = appl.text;
    finding.profile = search.key->from().profile;
    const std::string key = owner_of(search.key->from());
    switch (finding.cause) {
        case Cause::OtherApplication:
            finding.what = fmt::format("made for application {}{}, with the key of {}", appl.text,
                                       known_as(appl.text), key);
            finding.todo =
                "give the maker the application name that the host uses for this sign-on";
            break;
        case Cause::OtherUser:
            finding.what = fmt::format("made for user {}, with the key of {}", user.text, key);
            finding.todo = "use the same user ID on both sides";
            break;
        default:
            finding.what = fmt::format("made for user {} and application {}, with the key of {}",
                                       user.text, appl.text, key);
            finding.todo = "see where the two sign-ons get mixed up";
    }
    return finding;
}

}  // namespace

Trials try_other_names(const Case& c, const Progress& progress, unsigned threads) {
    const Candidates users = candidates(c.evidence().subject.user, c.evidence().users);
    const Candidates appls = candidates(c.evidence().subject.appl, c.evidence().appls);
    const std::vector<Search> searches = searches_of(c, users, appls);
    constexpr std::size_t kUsersPerJob = 16;
    struct Job {
        std::size_t search, first;
    };
    std::vector<Job> jobs;
    Trials trials;
    for (std::size_t s = 0; s < searches.size(); ++s) {
        count(searches[s], trials);
        for (std::size_t u = 0; u < searches[s].users.size(); u += kUsersPerJob)
            jobs.push_back({s, u});
    }
    const auto found =
        do_jobs<Hits>(jobs.size(), threads, progress, [&](std::size_t i, Hits& mine) {
            const Search& search = searches[jobs[i].search];
            const std::size_t end = std::min(jobs[i].first + kUsersPerJob, search.users.size());
            for (std::size_t user = jobs[i].first; user < end; ++user)
                try_user(search, jobs[i].search, user, c.now(), mine);
        });
    Hits hits;
    for (const Hits& some : found)
        hits.insert(hits.end(), some.begin(), some.end());
    const auto order = [](const Hit& hit) { return std::tuple(hit.search, hit.user, hit.appl); };
    std::sort(hits.begin(), hits.end(),
              [&](const Hit& a, const Hit& b) { return order(a) < order(b); });
    for (const Hit& hit : hits)
        trials.add(finding_of(searches[hit.search], hit));
    return trials;
}

}  // namespace ptkt::diagnosis
