#include <fmt/format.h>

#include "common/racf_command/dates.hpp"
#include "common/racf_command/resource_fields.hpp"

// The SSIGNON segment: keys and options of PassTickets. [RACF Security Administrator's Guide,
// "Using the secured signon function"]
namespace ptkt::racf_command {

namespace {

/// The label under which a KEYENCRYPTED key goes into the vault, in RACF's form.
std::string new_label(Job& job) {
    return fmt::format("IRR.SSIGNON.{}.{}.{:06}", job.context.system_name,
                       label_time(job.context.now), ++job.context.labels_made);
}

base::Status set_masked_key(Job& job, const base::Secret& key, racf::Resource& profile) {
    auto sealed = job.context.secrets.seal_masked_key(profile.cls, profile.name, key);
    if (!sealed) return std::move(sealed).error();
    profile.ssignon->legacy = racf::LegacyKey{racf::LegacyKeyForm::Masked, std::move(*sealed), {}};
    return {};
}

void set_encrypted_key(Job& job, const base::Secret& key, racf::Resource& profile,
                       std::vector<racf::Change>& changes) {
    const std::string label = new_label(job);
    changes.emplace_back(racf::PutVaultKey{label, key.clone()});
    profile.ssignon->legacy = racf::LegacyKey{racf::LegacyKeyForm::Encrypted, {}, label};
}

base::Status set_legacy_key(Job& job, const Operand& operand, racf::Resource& profile,
                            std::vector<racf::Change>& changes) {
    if (const Operand* masked = operand.find("KEYMASKED"))
        return set_masked_key(job, masked->values.front().secret, profile);
    if (const Operand* encrypted = operand.find("KEYENCRYPTED"))
        set_encrypted_key(job, encrypted->values.front().secret, profile, changes);
    if (const Operand* label = operand.find("KEYLABEL"))
        profile.ssignon->legacy =
            racf::LegacyKey{racf::LegacyKeyForm::Label, {}, std::string(label->text())};
    return {};
}

void set_options(const Operand& operand, racf::Ssignon& ssignon) {
    if (const Operand* label = operand.find("EPTKEYLABEL")) ssignon.enhanced_label = label->text();
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

}  // namespace

base::Status set_ssignon(Job& job, racf::Resource& profile, std::vector<racf::Change>& changes) {
    const bool altering = job.is(CommandId::Ralter);
    if (altering && job.command.has("NOSSIGNON")) profile.ssignon.reset();
    const Operand* operand = job.command.find("SSIGNON");
    if (operand == nullptr) return {};
    if (!profile.ssignon) profile.ssignon.emplace();
    if (auto set = set_legacy_key(job, *operand, profile, changes); !set) return set;
    set_options(*operand, *profile.ssignon);
    if (altering) remove_options(*operand, *profile.ssignon);
    return {};
}

}  // namespace ptkt::racf_command
