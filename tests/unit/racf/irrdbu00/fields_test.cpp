// Every field that has a column comes back from its record.
#include "common/racf/irrdbu00/mapping.hpp"
#include "common/racf/model/connection_table.hpp"
#include "common/racf/model/group_table.hpp"
#include "common/racf/model/resource_table.hpp"
#include "common/racf/model/user_table.hpp"
#include "tests/support/filled_profile.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

/// Writes a record of all fields and reads it into an empty profile: those with a column are there.
template <typename Profile, std::size_t N>
void check_columns(std::string_view type, const Profile& empty,
                   const racf::Field<Profile> (&fields)[N]) {
    Profile full = empty;
    test::fill(full, fields);
    const auto order = [&] {
        std::array<const racf::Field<Profile>*, N> all{};
        std::transform(std::begin(fields), std::end(fields), all.begin(),
                       [](const auto& field) { return &field; });
        return all;
    }();
    irrdbu00::RecordWriter out(type);
    irrdbu00::write_fields(out, full, order);
    CHECK(out.altered().empty());
    Profile read = empty;
    irrdbu00::RecordReader in(*irrdbu00::find_layout(type), out.line());
    irrdbu00::read_fields(in, read, order);
    CHECK_FALSE(in.error());
    for (const racf::Field<Profile>& field : fields) {
        if (field.column.name.empty()) continue;
        INFO(field.key);
        racf::visit_member(full, field, [&](const auto& value) {
            racf::visit_member(read, field, [&](const auto& same) {
                if constexpr (std::is_same_v<decltype(value), decltype(same)>) CHECK(value == same);
            });
        });
    }
}

}  // namespace

TEST_CASE("each field with a column comes back from its record") {
    const auto group = racf::GroupId::parse("SYS1").value();
    check_columns("0100", racf::Group{group}, racf::kGroupFields);
    check_columns("0200", racf::User{racf::UserId::parse("KIM").value(), {}, {}, group},
                  racf::kUserFields);
    check_columns("0205", racf::Connection{group}, racf::kConnectionFields);
    check_columns("0500",
                  racf::Resource{racf::ClassName::parse("FACILITY").value(),
                                 racf::ProfileName::parse("A.B").value()},
                  racf::kResourceFields);
}
