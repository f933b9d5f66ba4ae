#ifndef PTKT_TESTS_SUPPORT_TEMPORARY_DIRECTORY_HPP
#define PTKT_TESTS_SUPPORT_TEMPORARY_DIRECTORY_HPP

#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>

/// A directory of its own for one test, gone afterwards.
class TemporaryDirectory {
  public:
    TemporaryDirectory() {
        std::string name = (std::filesystem::temp_directory_path() / "ptkt-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
        path_ = name;
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

#endif
