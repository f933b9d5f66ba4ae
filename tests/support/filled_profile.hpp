#ifndef PTKT_TESTS_SUPPORT_FILLED_PROFILE_HPP
#define PTKT_TESTS_SUPPORT_FILLED_PROFILE_HPP

#include <chrono>
#include <string>

#include "common/racf/model/field.hpp"

namespace ptkt::test {

/// Gives each field of a profile a value other than it has by itself, by the table of its fields:
/// so a test is about a field as soon as it has a row.
class Filler {
  public:
    template <typename Profile, std::size_t N>
    void fill(Profile& profile, const racf::Field<Profile> (&fields)[N]) {
        for (const racf::Field<Profile>& field : fields) {
            ++count_;
            racf::visit_member(profile, field, [&](auto& value) { set(value, field.standard); });
        }
    }

  private:
    void set(bool& value, bool standard) const { value = !standard; }
    void set(std::string& value, bool) const { value = "VALUE" + std::to_string(count_); }
    void set(std::optional<racf::GroupId>& value, bool) const {
        value = racf::GroupId::parse("SUPERIOR").value();
    }
    template <typename Tag>
    void set(racf::Name<Tag>&, bool) const {}
    void set(base::Instant& value, bool) const { value = day(); }
    void set(std::optional<base::Instant>& value, bool) const { value = day(); }
    void set(int& value, bool) const { value = count_; }
    void set(std::int64_t& value, bool) const { value = count_; }
    void set(std::optional<std::int64_t>& value, bool) const { value = count_; }
    void set(std::vector<std::string>& value, bool) const { value = {"A", "B"}; }
    void set(racf::Access& value, bool) const { value = racf::Access::Update; }
    void set(racf::GroupAuthority& value, bool) const { value = racf::GroupAuthority::Connect; }

    [[nodiscard]] base::Instant day() const {
        return base::Instant(std::chrono::sys_days(std::chrono::year(2026) / 3 / 1)) +
               std::chrono::days(count_);
    }

    int count_ = 0;
};

template <typename Profile, std::size_t N>
void fill(Profile& profile, const racf::Field<Profile> (&fields)[N]) {
    Filler().fill(profile, fields);
}

}  // namespace ptkt::test

#endif
