#include <fmt/format.h>

#include <algorithm>

#include "common/racf/command/resource_fields.hpp"
#include "common/racf/language/dates.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/passticket/key_weakness.hpp"

// The SSIGNON segment: keys and options of PassTickets. [RACF Security Administrator's Guide,
// "Using the secured signon function"]
namespace ptkt::racf_command {

namespace {

/// A label for a KEYENCRYPTED key, in RACF's form. The number at its end makes it a new one, also
/// among commands of other processes in the same second.
base::Result<std::string> new_label(Job& job) {
    for (int number = 1;; ++number) {
        std::string label = fmt::format("IRR.SSIGNON.{}.{}.{:06}", job.context.system_name,
                                        label_time(job.context.now), number);
        auto taken = job.context.secrets.has_vault_key(label);
        if (!taken) return std::move(taken).error();
        if (!*taken) return label;
    }
}

/// A label that nothing is kept under is allowed, as the key may come later.
base::Status say_if_missing(Job& job, const std::string& label) {
    auto present = job.context.secrets.has_vault_key(label);
    if (!present) return std::move(present).error();
    if (!*present) job.say(0, "PTKT016I", fmt::format("The key vault has no key {} yet.", label));
    return {};
}

base::Status set_masked_key(Job& job, const base::Secret& key, racf::Resource& profile) {
    auto sealed = job.context.secrets.seal_masked_key(profile.cls, profile.name, key);
    if (!sealed) return std::move(sealed).error();
    profile.ssignon->legacy = racf::LegacyKey{racf::LegacyKeyForm::Masked, std::move(*sealed), {}};
    return {};
}

base::Status set_encrypted_key(Job& job, const base::Secret& key, racf::Resource& profile,
                               std::vector<racf::Change>& changes) {
    auto label = new_label(job);
    if (!label) return std::move(label).error();
    changes.emplace_back(racf::PutVaultKey{*label, key.clone()});
    profile.ssignon->legacy =
        racf::LegacyKey{racf::LegacyKeyForm::Encrypted, {}, std::move(*label)};
    return {};
}

base::Status set_legacy_key(Job& job, const Operand& operand, racf::Resource& profile,
                            std::vector<racf::Change>& changes) {
    if (const Operand* masked = operand.find("KEYMASKED"))
        return set_masked_key(job, masked->values.front().secret, profile);
    if (const Operand* encrypted = operand.find("KEYENCRYPTED"))
        return set_encrypted_key(job, encrypted->values.front().secret, profile, changes);
    const Operand* named = operand.find("KEYLABEL");
    if (named == nullptr) return {};
    const std::string label(named->text());
    profile.ssignon->legacy = racf::LegacyKey{racf::LegacyKeyForm::Label, {}, label};
    return say_if_missing(job, label);
}

base::Status set_enhanced_key(Job& job, const Operand& operand, racf::Ssignon& ssignon) {
    const Operand* named = operand.find("EPTKEYLABEL");
    if (named == nullptr) return {};
    ssignon.enhanced_label = named->text();
    return say_if_missing(job, ssignon.enhanced_label);
}

void set_options(const Operand& operand, racf::Ssignon& ssignon) {
    if (const Operand* type = operand.find("TYPE"))
        ssignon.type = type->text() == "UPPER" ? racf::TicketType::Upper : racf::TicketType::Mixed;
    if (const Operand* timeout = operand.find("TIMEOUT"))
        ssignon.timeout = base::Seconds(timeout->values.front().number);
    if (const Operand* replay = operand.find("REPLAY")) ssignon.replay = replay->text() == "YES";
}

void remove_options(const Operand& operand, racf::Ssignon& ssignon) {
    if (operand.has("NOLEGACYKEY")) ssignon.legacy.reset();
    if (operand.has("NOEPTKEYLABEL")) ssignon.enhanced_label.clear();
    if (operand.has("NOTYPE")) ssignon.type.reset();
    if (operand.has("NOTIMEOUT")) ssignon.timeout.reset();
    if (operand.has("NOREPLAY")) ssignon.replay.reset();
}

/// NOSSIGNON: no key and no option is left. A package that brought a key stays used, and the labels
/// of keys that a rotation made are not forgotten.
void remove_segment(racf::Resource& profile) {
    if (!profile.ssignon) return;
    racf::Ssignon left;
    left.rotation = racf::remembered_part(std::move(profile.ssignon->rotation));
    if (left.rotation == racf::Rotation())
        profile.ssignon.reset();
    else
        profile.ssignon = std::move(left);
}

bool rotates(bool enhanced, const racf::Rotation& rotation) {
    return (rotation.next && rotation.next->key.is_enhanced() == enhanced) ||
           std::any_of(rotation.previous.begin(), rotation.previous.end(),
                       [&](const auto& key) { return key.key.is_enhanced() == enhanced; });
}

/// Where the command decides which key of a kind the profile has, a rotation of that kind that is
/// under way ends.
void end_changed_rotations(const racf::Ssignon& before, racf::Ssignon& after) {
    for (const bool enhanced : {true, false}) {
        if (racf::active_key(after, enhanced) == racf::active_key(before, enhanced)) continue;
        racf::Rotation& rotation = after.rotation;
        if (rotation.next && rotation.next->key.is_enhanced() == enhanced) rotation.next.reset();
        rotation.last_grace.reset();
        std::erase_if(rotation.previous,
                      [&](const auto& key) { return key.key.is_enhanced() == enhanced; });
    }
}

void say_what_ended(Job& job, const racf::Ssignon& before, const racf::Resource& profile) {
    const racf::Rotation after = profile.ssignon.value_or(racf::Ssignon()).rotation;
    for (const bool enhanced : {true, false})
        if (rotates(enhanced, before.rotation) && !rotates(enhanced, after))
            job.say(0, "PTKT017I",
                    fmt::format("The rotation of the {} key of {} has ended: its next and previous "
                                "keys are dropped.",
                                enhanced ? "enhanced" : "legacy", profile.name.str()));
}

/// Keys that a rotation made and that the profile names no longer: the next rotation deletes them.
void retire_dropped_keys(const racf::Ssignon& before, racf::Resource& profile) {
    const auto now =
        profile.ssignon ? racf::labels_of(*profile.ssignon) : std::vector<std::string>();
    for (const std::string& label : racf::labels_of(before)) {
        if (!std::string_view(label).starts_with(racf::kRotatedLabelPrefix)) continue;
        if (std::find(now.begin(), now.end(), label) != now.end()) continue;
        if (!profile.ssignon) profile.ssignon.emplace();
        profile.ssignon->rotation.retired.push_back(label);
    }
}

/// Notes for each kind from when on its key is in force, where the command changed that.
void date_new_keys(const racf::Ssignon& before, racf::Ssignon& after, base::Instant now) {
    for (const bool enhanced : {true, false}) {
        const racf::ProfileKey key = racf::active_key(after, enhanced);
        if (key == racf::active_key(before, enhanced)) continue;
        racf::set_active_since(after, enhanced, key.empty() ? std::nullopt : std::optional(now));
    }
}

}  // namespace

bool key_is_taken(Job& job) {
    const Operand* segment = job.command.find("SSIGNON");
    for (const char* name : {"KEYMASKED", "KEYENCRYPTED"}) {
        const Operand* operand = segment != nullptr ? segment->find(name) : nullptr;
        if (operand == nullptr) continue;
        const base::ByteView key = operand->values.front().secret.view();
        const auto weakness = passticket::weakness_of(key);
        if (!weakness) continue;
        const std::string_view why = passticket::why_weak(*weakness);
        if (job.context.strict_keys) {
            job.say(8, "PTKT023I", fmt::format("The {} key is refused: {}.", name, why));
            return false;
        }
        job.outcome.advice.push_back(
            {fmt::format("the {} key is weak: {}", name, why), passticket::better_key(key)});
    }
    return true;
}

base::Status set_ssignon(Job& job, racf::Resource& profile, std::vector<racf::Change>& changes) {
    const bool altering = job.is(CommandId::Ralter);
    if (profile.ssignon) profile.ssignon = racf::as_of(*profile.ssignon, job.context.now);
    const racf::Ssignon before = profile.ssignon.value_or(racf::Ssignon());
    if (altering && job.command.has("NOSSIGNON")) remove_segment(profile);
    if (const Operand* operand = job.command.find("SSIGNON")) {
        if (!profile.ssignon) profile.ssignon.emplace();
        if (auto set = set_legacy_key(job, *operand, profile, changes); !set) return set;
        if (auto set = set_enhanced_key(job, *operand, *profile.ssignon); !set) return set;
        set_options(*operand, *profile.ssignon);
        if (altering) remove_options(*operand, *profile.ssignon);
        end_changed_rotations(before, *profile.ssignon);
        date_new_keys(before, *profile.ssignon, job.context.now);
    }
    say_what_ended(job, before, profile);
    retire_dropped_keys(before, profile);
    return {};
}

}  // namespace ptkt::racf_command
