#ifndef PTKT_RACF_IRRDBU00_LOADER_HPP
#define PTKT_RACF_IRRDBU00_LOADER_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/text/source_text.hpp"
#include "common/files/files.hpp"
#include "common/racf/irrdbu00/deferred.hpp"
#include "common/racf/irrdbu00/profile_records.hpp"
#include "common/racf/model/profiles.hpp"

namespace ptkt::irrdbu00 {

/// A line of the unload that is not a record, says what cannot be, or is part of a profile whose
/// basic record the unload does not have.
struct BadLine {
    std::size_t number = 0;  ///< 1 for the first line
    base::TextError what;
};

/// Bad lines that were skipped, for one reason.
struct Skipped {
    std::string type;  ///< of the record; blank when it is none
    std::string why;
    std::size_t first_line = 0;
    std::size_t lines = 0;
};

/// Something of the unload that did not come into the store, by name.
struct LeftOut {
    std::string what;  ///< `password`, `legacy key`, `user`, ...
    std::string name;  ///< whose, or which
    std::string why;
};

struct LoadReport {
    std::size_t groups = 0;
    std::size_t users = 0;
    std::size_t connections = 0;
    std::size_t resources = 0;
    std::size_t access_entries = 0;
    std::map<std::string, std::size_t, std::less<>> other_records;    ///< type -> lines
    std::map<std::string, std::size_t, std::less<>> unknown_classes;  ///< class -> profiles
    std::vector<LeftOut> left_out;
    std::vector<Skipped> skipped;
};

struct LoadRules {
    bool skip_bad = false;  ///< bad lines are reported and skipped, and the others loaded
    /// Where lines wait that come before the basic record of their profile.
    files::Path scratch = std::filesystem::temp_directory_path();
};

/// Makes profiles of the records of an unload, line by line. The records of a profile normally
/// stand together, its basic record first; but their order does not matter. Records that come later
/// are added to the profile, and those that come before its basic record wait for it.
class Loader {
  public:
    using Put = std::function<base::Status(racf::Change)>;

    /// Complete profiles are handed to `put`, and must be found in `profiles` afterwards.
    Loader(const racf::Profiles& profiles, Put put, LoadRules rules = {})
        : profiles_(profiles),
          put_(std::move(put)),
          skip_bad_(rules.skip_bad),
          deferred_(std::move(rules.scratch)) {}

    using Answer = base::Result<std::optional<BadLine>>;
    /// Takes the next line, without its end. An Error is trouble with the store.
    [[nodiscard]] Answer line(std::string_view text);
    /// Takes the end of the unload. Malformed: it has no group, user or resource at all.
    [[nodiscard]] Answer finish();

    [[nodiscard]] const LoadReport& report() const { return report_; }

  private:
    /// What a group's record says of a member; the rest of the connection is the user's. Small,
    /// since there may be millions before the first user comes.
    struct Membership {
        std::array<char, 8> user{};
        std::array<char, 8> group{};
        std::uint32_t line = 0;
        std::uint8_t authority = 0;  ///< a GroupAuthority
        bool taken = false;

        [[nodiscard]] auto key() const { return std::pair(user, group); }
    };

    Answer take_line(std::size_t number, std::string_view text, bool may_wait);
    Answer bad(std::size_t number, std::string_view type, base::TextError what);
    base::Status take(RecordReader& in, std::string_view type, bool may_wait);
    base::Status take_group(RecordReader& in);
    base::Status take_user(RecordReader& in, std::string_view written_name);
    base::Status take_resource(RecordReader& in, bool may_wait);
    base::Status take_of_group(RecordReader& in, std::string_view type);
    base::Status take_of_user(RecordReader& in, std::string_view type);
    base::Status take_of_resource(RecordReader& in, std::string_view type, bool may_wait);
    [[nodiscard]] bool may_hold_profiles(const std::string& cls) const;
    bool waits_for_definition(const std::string& cls, bool may_wait);
    void tell_of_dynamic_class(const std::string& cls);
    void take_part_of_user(RecordReader& in, std::string_view type);
    void take_part_of_resource(RecordReader& in, std::string_view type);
    void take_member(RecordReader& in);
    void take_connection(RecordReader& in, std::string_view type);
    void take_ssignon(RecordReader& in);
    /// Reads a record into a profile, as a whole or not at all: where bad lines are skipped, it is
    /// tried on a profile without content first.
    template <typename Profile, typename Read>
    bool read_into(RecordReader& in, Profile& profile, Profile empty, Read read);

    /// Makes a profile the current one: hands the one before over, and looks this one up. False
    /// when its basic record has not come.
    base::Result<bool> turn_to_group(const racf::GroupId& id);
    base::Result<bool> turn_to_user(const racf::UserId& id);
    base::Result<bool> turn_to_resource(const racf::ClassName& cls, const racf::ProfileName& name);
    base::Status put_group();
    base::Status put_user();
    base::Status put_resource();

    bool define(std::string key) { return defined_.insert(std::move(key)).second; }
    [[nodiscard]] bool is_defined(const std::string& key) const { return defined_.contains(key); }
    Membership* membership(std::string_view user, std::string_view group);
    Answer take_deferred();
    Answer take_deferred_if(bool basic);
    Answer add_late_members();
    Answer add_late_member(const Membership& member);
    void leave_out(std::string what, std::string name, std::string why);

    const racf::Profiles& profiles_;
    Put put_;
    LoadReport report_;
    std::optional<racf::Group> group_;
    std::optional<racf::User> user_;
    std::optional<racf::Resource> resource_;
    std::vector<Membership> memberships_;
    std::size_t sorted_memberships_ = 0;  ///< how many there were when they were sorted
    bool skip_bad_;
    Deferred deferred_;
    std::size_t number_ = 0;                                ///< of the line
    bool placed_ = true;                                    ///< the profile of the record is known
    std::unordered_map<std::string, std::size_t> skipped_;  ///< reason -> place in the report
    std::unordered_set<std::string> defined_;               ///< `U/KIM`, `G/SYS1`, `R/APPL/IMSA`
};

}  // namespace ptkt::irrdbu00

#endif
