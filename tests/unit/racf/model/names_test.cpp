#include "common/racf/model/names.hpp"

#include "common/racf/model/resource.hpp"
#include "common/racf/model/user.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::racf;

TEST_CASE("names are folded to upper case and checked") {
    CHECK(UserId::parse("user0002").value().str() == "USER0002");
    CHECK(ApplName::parse("@#$").value().str() == "@#$");
    CHECK_FALSE(UserId::parse("").ok());
    CHECK(UserId::parse("USER00021").error().what ==
          "user ID 'USER00021': longer than 8 characters");
    CHECK(ApplName::parse("AP-L").error().what ==
          "application name 'AP-L': character 3, '-', is not one of A-Z 0-9 @ # $");
    CHECK_FALSE(UserId::parse("\xC3\x9C").ok());
    CHECK_FALSE(ClassName::parse("1CLASS").ok());
    CHECK(ProfileName::parse("appli2i.*").value().str() == "APPLI2I.*");
    CHECK_FALSE(ProfileName::parse("A,B").ok());
}

TEST_CASE("revocation follows the flag and the two dates") {
    const auto day = [](int n) { return base::instant(n * 86400); };
    CHECK(revoked_at(true, {}, {}, day(10)));
    CHECK_FALSE(revoked_at(false, {}, {}, day(10)));
    CHECK(revoked_at(false, day(10), {}, day(10)));
    CHECK_FALSE(revoked_at(false, day(11), {}, day(10)));
    CHECK_FALSE(revoked_at(true, {}, day(9), day(10)));
    CHECK(revoked_at(true, {}, day(11), day(10)));
    CHECK_FALSE(revoked_at(false, day(5), day(9), day(10)));
    CHECK(revoked_at(false, day(9), day(5), day(10)));
}

TEST_CASE("an access list keeps the order of entry and has one entry an id") {
    Resource resource{appl_class(), ProfileName::parse("APPLI2I").value()};
    resource.permit("USER0002", Access::Read);
    resource.permit("*", Access::None);
    resource.permit("USER0001", Access::Read);
    resource.permit("USER0001", Access::Update);
    REQUIRE(resource.access.size() == 3);
    CHECK(resource.access[0].id == "USER0002");
    CHECK(resource.access[1].id == "*");
    CHECK(resource.access[2].id == "USER0001");
    CHECK(resource.entry("USER0001")->access == Access::Update);
    CHECK(resource.entry("USER0003") == nullptr);
    CHECK(resource.remove("USER0001"));
    CHECK_FALSE(resource.remove("USER0001"));
}

TEST_CASE("only the exact text from the first character lifts replay protection") {
    CHECK(bypasses_replay_protection("NO REPLAY PROTECTION"));
    CHECK(bypasses_replay_protection("NO REPLAY PROTECTION - DO NOT CHANGE"));
    CHECK_FALSE(bypasses_replay_protection(" NO REPLAY PROTECTION"));
    CHECK_FALSE(bypasses_replay_protection("no replay protection"));
    CHECK_FALSE(bypasses_replay_protection("NO  REPLAY PROTECTION"));
}
