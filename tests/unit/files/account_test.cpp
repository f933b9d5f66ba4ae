#include "common/files/account.hpp"

#include <unistd.h>

#include "tests/unit/test.hpp"

using namespace ptkt;

TEST_CASE("an account is a user, and a group or that of the user's login") {
    const auto root = files::parse_account("root");
    REQUIRE(root);
    CHECK(root->user == 0);
    CHECK(root->group == 0);
    const auto both = files::parse_account("root:daemon");
    REQUIRE(both);
    CHECK(both->group == 1);
    const auto numbers = files::parse_account("4000000:4000001");
    REQUIRE(numbers);
    CHECK(numbers->user == 4'000'000);
    CHECK(numbers->group == 4'000'001);
    const auto named = files::parse_account("0");
    REQUIRE(named);
    CHECK(named->group == 0);
}

TEST_CASE("a user or group that does not exist is an error that names it") {
    CHECK(files::parse_account("nobody-of-this-name").error().kind == base::ErrorKind::NotFound);
    CHECK(files::parse_account("root:no-such-group").error().what.find("no-such-group") !=
          std::string::npos);
    CHECK(files::parse_account("4000000").error().kind == base::ErrorKind::Malformed);
    for (const char* text : {"", ":root", "root:"})
        CHECK(files::parse_account(text).error().kind == base::ErrorKind::Malformed);
}

TEST_CASE("the owner of a file is told when it is somebody else") {
    CHECK(files::user_name(0) == "root");
    CHECK(files::user_name(4'000'000) == "4000000");
    CHECK(files::other_owner("/") == (::geteuid() == 0 ? "" : "root"));
    CHECK(files::other_owner("/does/not/exist").empty());
}
