#include <algorithm>

#include "common/racf/diagnosis/candidates.hpp"
#include "common/racf/diagnosis/hypotheses.hpp"

namespace ptkt::diagnosis {

namespace {

/// What happened to `asked` so that it became `made`.
std::string_view slip_between(std::string_view asked, std::string_view made) {
    if (made.size() < asked.size()) return "a character is left out";
    if (made.size() > asked.size()) return "a character is too many";
    std::string sorted_a(asked);
    std::string sorted_b(made);
    std::ranges::sort(sorted_a);
    std::ranges::sort(sorted_b);
    return sorted_a == sorted_b ? "two characters are exchanged" : "a character is another one";
}

/// The names that a slip makes of the asked one, without those that are tried as candidates.
template <typename Name>
std::vector<Name> slipped(const Name& asked, const std::vector<Name>& tried) {
    std::vector<Name> names;
    for (const std::string& text : slips_of(asked.str()))
        if (auto name = Name::parse(text); name && std::ranges::find(tried, *name) == tried.end())
            names.push_back(std::move(*name));
    return names;
}

Finding slip_finding(Cause cause, const ReadyKey& key, const passticket::Subject& asked,
                     const passticket::Subject& made_for, base::Instant made) {
    Finding finding{cause};
    const bool is_user = cause == Cause::MistypedUser;
    const std::string& from = is_user ? asked.user.str() : asked.appl.str();
    const std::string& name = is_user ? made_for.user.str() : made_for.appl.str();
    finding.what = fmt::format("made for {} {}, which is {} mistyped ({}), with the key of {}",
                               is_user ? "user" : "application", name, from,
                               slip_between(from, name), owner_of(key.from()));
    finding.todo = fmt::format("correct the {} at the maker or here, so that both have the same",
                               is_user ? "user ID" : "application name");
    finding.made = made;
    finding.profile = key.from().profile;
    (is_user ? finding.user : finding.appl) = name;
    return finding;
}

}  // namespace

Trials try_name_slips(const Case& c) {
    const passticket::Subject& asked = c.evidence().subject;
    std::vector<std::pair<Cause, passticket::Subject>> slips;
    for (auto& user : slipped(asked.user, c.evidence().users))
        slips.push_back({Cause::MistypedUser, {std::move(user), asked.appl}});
    for (auto& appl : slipped(asked.appl, c.evidence().appls))
        slips.push_back({Cause::MistypedApplication, {asked.user, std::move(appl)}});
    Trials trials;
    for (const ReadyKey& key : c.expected_keys()) {
        const auto& value = c.value(key.kind());
        if (!value) continue;
        for (const auto& [cause, names] : slips)
            if (const auto made =
                    trials.attempt(cause, key, passticket::encode_names(names), *value, c.now()))
                trials.add(slip_finding(cause, key, asked, names, *made));
    }
    return trials;
}

}  // namespace ptkt::diagnosis
