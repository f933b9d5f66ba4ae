#include "common/files/temporary_directory.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "tests/unit/test.hpp"

using ptkt::files::TemporaryDirectory;

TEST_CASE("a temporary directory is for its owner only and goes with what is in it") {
    const std::filesystem::path parent = std::filesystem::temp_directory_path();
    std::filesystem::path path;
    {
        const auto made = TemporaryDirectory::create(parent, "ptkt-test-");
        REQUIRE(made);
        path = made->path();
        struct stat status {};
        REQUIRE(::stat(path.c_str(), &status) == 0);
        CHECK((status.st_mode & 07777U) == 0700);
        CHECK(path.parent_path() == parent);
        std::filesystem::create_directory(path / "below");
        std::ofstream(path / "below" / "file") << "text";
    }
    CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("a temporary directory that is to be kept stays") {
    auto made = TemporaryDirectory::create(std::filesystem::temp_directory_path(), "ptkt-test-");
    REQUIRE(made);
    const std::filesystem::path path = made->path();
    {
        TemporaryDirectory moved = std::move(*made);
        moved.keep();
    }
    CHECK(std::filesystem::remove_all(path) == 1);
}

TEST_CASE("where no directory can be made, the error names the place") {
    const auto made = TemporaryDirectory::create("/does/not/exist", "ptkt-test-");
    REQUIRE_FALSE(made);
    CHECK(made.error().kind == ptkt::base::ErrorKind::CannotCreate);
    CHECK(made.error().what.find("/does/not/exist") != std::string::npos);
}
