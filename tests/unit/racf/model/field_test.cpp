// The tables of fields, and the orders that are made from them.
#include "common/racf/model/field.hpp"

#include <set>

#include "common/racf/model/connection_table.hpp"
#include "common/racf/model/group_table.hpp"
#include "common/racf/model/resource_table.hpp"
#include "common/racf/model/segment_tables.hpp"
#include "common/racf/model/user_table.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

template <typename Rows>
void check_unique(const Rows& rows) {
    std::set<std::string_view> keys;
    std::set<std::string_view> traits;
    for (const auto& row : rows) {
        INFO(row.key << ' ' << row.trait.name);
        CHECK(keys.insert(row.key).second);
        CHECK((row.trait.name.empty() || traits.insert(row.trait.name).second));
    }
}

struct Row {
    std::string_view key;
    std::string_view after;
};
constexpr Row kRows[] = {{"a", ""}, {"b", "d"}, {"c", racf::kFirst}, {"d", ""}, {"e", "b"}};

}  // namespace

TEST_CASE("no key and no trait stands twice in a table of fields") {
    check_unique(racf::kUserFields);
    check_unique(racf::kConnectionFields);
    check_unique(racf::kGroupFields);
    check_unique(racf::kResourceFields);
    check_unique(racf::kTsoFields);
    check_unique(racf::kUserOmvsFields);
    check_unique(racf::kGroupOmvsFields);
    check_unique(racf::kStdataFields);
    check_unique(racf::kCdtinfoFields);
}

TEST_CASE("a row stands after the one that it names") {
    constexpr auto kOrder = racf::arranged(kRows, [](const Row& row) { return row.after; });
    std::string keys;
    for (const Row* row : kOrder)
        keys += row->key;
    CHECK(keys == "cadbe");
}
