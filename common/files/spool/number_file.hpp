#ifndef PTKT_FILES_SPOOL_NUMBER_FILE_HPP
#define PTKT_FILES_SPOOL_NUMBER_FILE_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include "common/base/unique_fd.hpp"
#include "common/files/files.hpp"

namespace ptkt::spool {

/// A file with a word, a number and their CRC, which is written over in place: a program that is
/// killed has written it or not.
class NumberFile {
  public:
    struct Value {
        std::string word;  ///< empty: nothing was written yet
        std::uint64_t number = 0;
    };
    /// What is in the file. Config: it is damaged.
    [[nodiscard]] static base::Result<Value> read(const files::Path& path);
    /// Makes the file when there is none.
    [[nodiscard]] static base::Result<NumberFile> open(const files::Path& path);

    [[nodiscard]] base::Status write(std::string_view word, std::uint64_t number) const;
    [[nodiscard]] base::Status sync() const;
    /// Syncs the whole file system that the file is on.
    [[nodiscard]] base::Status sync_all() const;

  private:
    NumberFile(base::UniqueFd fd, files::Path path) : fd_(std::move(fd)), path_(std::move(path)) {}
    [[nodiscard]] base::Error failed(std::string_view doing) const;

    base::UniqueFd fd_;
    files::Path path_;
};

}  // namespace ptkt::spool

#endif
