#ifndef PTKT_IRRDBU00_LOADER_HPP
#define PTKT_IRRDBU00_LOADER_HPP

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/source_text.hpp"
#include "common/irrdbu00/profile_records.hpp"
#include "common/racf/profiles.hpp"

namespace ptkt::irrdbu00 {

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
};

/// Makes profiles of the records of an unload, line by line. The records of a profile normally
/// stand together; records that come later than that are added to the profile, so an unload that
/// was sorted in another way is read too, as long as a profile's basic record is the first of its
/// records.
class Loader {
  public:
    using Put = std::function<base::Status(racf::Change)>;

    /// Complete profiles are handed to `put`, and must be found in `profiles` afterwards.
    Loader(const racf::Profiles& profiles, Put put) : profiles_(profiles), put_(std::move(put)) {}

    /// Takes the next line, without its end. An Error is trouble with the store; a TextError is a
    /// line that is not a record of an unload, or says what cannot be.
    [[nodiscard]] base::Result<std::optional<base::TextError>> line(std::string_view text);
    /// Takes the end of the unload.
    [[nodiscard]] base::Status finish();

    [[nodiscard]] const LoadReport& report() const { return report_; }

  private:
    /// What a group's record says of a member; the rest of the connection is the user's. Small,
    /// since there may be millions before the first user comes.
    struct Membership {
        std::array<char, 8> user{};
        std::array<char, 8> group{};
        racf::GroupAuthority authority = racf::GroupAuthority::Use;
        bool taken = false;

        [[nodiscard]] auto key() const { return std::pair(user, group); }
    };

    base::Status take(RecordReader& in, std::string_view type);
    base::Status take_group(RecordReader& in);
    base::Status take_user(RecordReader& in, std::string_view written_name);
    base::Status take_resource(RecordReader& in);
    base::Status take_of_group(RecordReader& in, std::string_view type);
    base::Status take_of_user(RecordReader& in, std::string_view type);
    base::Status take_of_resource(RecordReader& in, std::string_view type);
    void take_member(RecordReader& in);
    void take_connection(RecordReader& in, std::string_view type);
    void take_ssignon(RecordReader& in);

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
    base::Status add_late_members();
    void leave_out(std::string what, std::string name, std::string why);

    const racf::Profiles& profiles_;
    Put put_;
    LoadReport report_;
    std::optional<racf::Group> group_;
    std::optional<racf::User> user_;
    std::optional<racf::Resource> resource_;
    std::vector<Membership> memberships_;
    bool memberships_are_sorted_ = true;
    std::unordered_set<std::string> defined_;  ///< `U/KIM`, `G/SYS1`, `R/APPL/IMSA`
};

}  // namespace ptkt::irrdbu00

#endif
