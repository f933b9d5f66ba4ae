#ifndef PTKT_RACF_MODEL_SSIGNON_HPP
#define PTKT_RACF_MODEL_SSIGNON_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/bytes.hpp"
#include "common/base/time.hpp"

namespace ptkt::racf {

/// How the legacy (DES) key of a PTKTDATA profile is kept. [SSIGNON operands of RDEFINE]
enum class LegacyKeyForm {
    Masked,     ///< KEYMASKED: in the profile itself
    Encrypted,  ///< KEYENCRYPTED: in the key vault, under a label made up when it was defined
    Label,      ///< KEYLABEL: in the key vault, under a label that the administrator chose
};

struct LegacyKey {
    LegacyKeyForm form = LegacyKeyForm::Masked;
    base::Bytes sealed;  ///< Masked: the key, sealed under the store's master key
    std::string label;   ///< Encrypted and Label: where the vault has it

    friend bool operator==(const LegacyKey&, const LegacyKey&) = default;
};

/// One key of a profile, of either kind, by where it is kept: a legacy key, else the label of an
/// enhanced one, else none.
struct ProfileKey {
    std::optional<LegacyKey> legacy;
    std::string enhanced_label;

    [[nodiscard]] bool is_enhanced() const { return !enhanced_label.empty(); }
    [[nodiscard]] bool empty() const { return !legacy && enhanced_label.empty(); }
    /// Its label in the key vault; empty for a masked key, which has none.
    [[nodiscard]] const std::string& label() const {
        return legacy ? legacy->label : enhanced_label;
    }

    friend bool operator==(const ProfileKey&, const ProfileKey&) = default;
};

/// The characters of an enhanced PassTicket.
enum class TicketType { Upper, Mixed };

/// No replaced key is kept longer.
inline constexpr base::Seconds kLongestGrace = std::chrono::days(366);

/// Labels of keys that a rotation made begin with this. No other key is a rotation's to delete.
inline constexpr std::string_view kRotatedLabelPrefix = "PTKT.ROTATED.";

/// The next key of a rotation. It needs no program to run at the moment `at`: every evaluation
/// reckons with it from then on.
struct StagedKey {
    ProfileKey key;
    base::Instant staged{};  ///< when it was made or received
    base::Instant
        accepted_from{};    ///< tickets made with it hold from here, for clocks that are ahead
    base::Instant at{};     ///< tickets are made with it from here
    base::Seconds grace{};  ///< how long the key that it replaces is still accepted

    friend bool operator==(const StagedKey&, const StagedKey&) = default;
};

/// A key that was replaced: accepted, but no longer used to make tickets.
struct PreviousKey {
    ProfileKey key;
    base::Instant until{};  ///< refused from this moment on

    friend bool operator==(const PreviousKey&, const PreviousKey&) = default;
};

/// A package that brought a key, remembered until it expires so that it brings none twice.
struct UsedPackage {
    std::string id;
    base::Instant expires{};

    friend bool operator==(const UsedPackage&, const UsedPackage&) = default;
};

/// Where a profile stands between two keys. What RACF knows of keys is in Ssignon; this is ours.
struct Rotation {
    std::int64_t number = 0;  ///< of the last key that a rotation made; labels are made of it
    std::optional<StagedKey> next;
    std::vector<PreviousKey> previous;  ///< the latest first
    std::vector<std::string> retired;   ///< labels of keys that are to be deleted from the vault
    std::string unfinished;             ///< the action of a run that has not come to its end
    std::optional<base::Instant> unfinished_since;  ///< when that run was
    std::vector<UsedPackage> packages;
    std::optional<base::Instant> last_package;  ///< when the latest accepted package was made
    /// How long keys are accepted beyond the moment at which the latest one took over; absent when
    /// no rotation brought it.
    std::optional<base::Seconds> last_grace;

    friend bool operator==(const Rotation&, const Rotation&) = default;
};

/// The SSIGNON segment of a PTKTDATA profile.
struct Ssignon {
    std::optional<LegacyKey> legacy;
    std::string enhanced_label;  ///< EPTKEYLABEL; empty when there is none
    std::optional<TicketType> type;
    std::optional<base::Seconds> timeout;
    std::optional<bool> replay;
    std::optional<base::Instant> legacy_since;    ///< when that key came into force, if known
    std::optional<base::Instant> enhanced_since;  ///< the same of the enhanced key
    Rotation rotation;

    static constexpr TicketType kDefaultType = TicketType::Mixed;
    static constexpr base::Seconds kDefaultTimeout{60};
    static constexpr bool kDefaultReplay = false;

    [[nodiscard]] TicketType effective_type() const { return type.value_or(kDefaultType); }
    [[nodiscard]] base::Seconds effective_timeout() const {
        return timeout.value_or(kDefaultTimeout);
    }
    [[nodiscard]] bool effective_replay() const { return replay.value_or(kDefaultReplay); }

    friend bool operator==(const Ssignon&, const Ssignon&) = default;
};

}  // namespace ptkt::racf

#endif
