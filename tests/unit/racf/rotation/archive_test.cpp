#include "common/racf/rotation/archive.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using base::ErrorKind;
using rotation::unpack_files;

namespace {

base::Result<std::vector<rotation::ArchivedFile>> unpack(std::string_view text) {
    return unpack_files(base::as_bytes(text));
}

}  // namespace

TEST_CASE("an archive has files by size and name") {
    const auto all = unpack("3 users/KIM.toml\na\nb0 profiles/APPL/A%2FB.toml\n1 setropts.toml\nx");
    REQUIRE(all.ok());
    REQUIRE(all->size() == 3);
    CHECK((*all)[0].name == "users/KIM.toml");
    CHECK((*all)[0].content == "a\nb");
    CHECK((*all)[1].content.empty());
    CHECK((*all)[2].content == "x");
}

TEST_CASE("an archive with a name that leads elsewhere is refused") {
    for (const std::string_view name :
         {"/etc/passwd", "/users/KIM.toml", "../users/KIM.toml", "users/../../KIM.toml",
          "users/./KIM.toml", "users//../KIM.toml", "users/.KIM.toml", "master.key", "master.toml",
          "audit.jsonl", "replay.toml", "keys.toml", "users/KIM", "profiles/A/B/C.toml", "", "."}) {
        INFO(name);
        const auto all = unpack("1 " + std::string(name) + "\nx");
        REQUIRE_FALSE(all.ok());
        CHECK(all.error().kind == ErrorKind::Malformed);
    }
}

TEST_CASE("an archive that is cut off is refused") {
    const std::string_view whole = "3 users/KIM.toml\nabc2 setropts.toml\nde";
    for (std::size_t size = 1; size < whole.size(); ++size) {
        if (size == whole.find("2 setropts")) continue;  // a whole archive of one file
        INFO(size);
        CHECK_FALSE(unpack(whole.substr(0, size)).ok());
    }
    CHECK_FALSE(unpack("-1 users/KIM.toml\nx").ok());
    CHECK_FALSE(unpack("18446744073709551616 users/KIM.toml\nx").ok());
    CHECK_FALSE(unpack("users/KIM.toml\nx").ok());
}
