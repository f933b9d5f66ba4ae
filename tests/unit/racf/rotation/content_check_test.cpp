#include "common/racf/rotation/content_check.hpp"

#include <filesystem>
#include <fstream>

#include "tests/unit/racf/rotation/rotated.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::ErrorKind;
using rotation::check_content;
using tests::Rotated;

TEST_CASE("a store that decisions can be made by is whole") {
    CHECK(check_content(Rotated().store()).ok());
}

TEST_CASE("without whole options, snapshots and IBMUSER a store is not whole") {
    const Rotated one;
    const store::Layout& layout = one.store().layout();
    const auto first = racf::UserId::parse("IBMUSER").value();
    SECTION("options") {
        std::ofstream(layout.options(), std::ios::app) << "# altered\n";
    }
    SECTION("a snapshot that is damaged") {
        const auto path = layout.snapshot(racf::ptktdata_class());
        std::filesystem::resize_file(path, std::filesystem::file_size(path) - 1);
    }
    SECTION("a snapshot that is missing") {
        std::filesystem::remove(layout.snapshot(racf::ptktdata_class()));
    }
    SECTION("IBMUSER") {
        std::filesystem::remove(layout.user(first));
    }
    SECTION("a profile of IBMUSER that is damaged") {
        std::ofstream(layout.user(first), std::ios::app) << "# altered\n";
    }
    const auto whole = check_content(one.store());
    REQUIRE_FALSE(whole.ok());
    CHECK(whole.error().kind == ErrorKind::Config);
}
