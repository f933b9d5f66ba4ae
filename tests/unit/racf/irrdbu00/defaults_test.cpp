// What a profile leaves to a default is in an unload as listings show it.
#include "common/racf/irrdbu00/unload.hpp"
#include "tests/support/memory_profiles.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

TEST_CASE("an unload has the values that listings show of what was not set") {
    test::MemoryProfiles from;
    from.current_options.password_interval = 186;
    const auto group = racf::GroupId::parse("SYS1").value();
    racf::User user{racf::UserId::parse("KIM").value(), {}, {}, group};
    user.password = racf::StoredPassword{};
    user.password->history = {"an earlier one", "the one before"};
    user.segments["TSO"];
    from.users.insert_or_assign(user.id, user);
    racf::Resource key{racf::ClassName::parse("PTKTDATA").value(),
                       racf::ProfileName::parse("IMSA").value()};
    key.ssignon.emplace().enhanced_label = "A.LABEL";
    from.resources.insert_or_assign(test::MemoryProfiles::Key{key.cls, key.name}, key);
    racf::Resource task{racf::ClassName::parse("STARTED").value(),
                        racf::ProfileName::parse("IMS.*").value()};
    task.generic = true;
    task.segments["STDATA"];
    from.resources.insert_or_assign(test::MemoryProfiles::Key{task.cls, task.name}, task);
    std::string text;
    const auto done = irrdbu00::unload(from, [&](std::string_view lines) {
        text += lines;
        return base::Status();
    });
    REQUIRE(done.ok());
    const auto column = [&](std::string_view record, std::size_t start, std::size_t end) {
        const std::size_t at = ("\n" + text).find("\n" + std::string(record));
        REQUIRE(at != std::string::npos);
        return text.substr(at + start - 1, end - start + 1);
    };
    CHECK(column("0200 KIM", 60, 62) == "186");
    // Earlier passwords are kept as strongly as the present one.
    CHECK(column("0200 KIM", 605, 611) == "000 002");
    CHECK(column("0200 KIM", 626, 632) == "000 000");
    CHECK(column("0220", 159, 168) == "0000000000");
    CHECK(column("0220", 172, 181) == "0000000000");
    CHECK(column("0220", 196, 203) == "0000    ");
    CHECK(column("0530", 392, 419) == "MIXED        0000000060 NO  ");
    CHECK(column("0540", 280, 293) == "NO   NO   NO  ");
    // Only discrete profiles are counted.
    CHECK(column("0500 IMSA", 313, 335) == "00000 00000 00000 00000");
    CHECK(column("0500 IMS.*", 313, 335) == std::string(23, ' '));
}
