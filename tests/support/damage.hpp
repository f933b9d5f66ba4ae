#ifndef PTKT_TESTS_SUPPORT_DAMAGE_HPP
#define PTKT_TESTS_SUPPORT_DAMAGE_HPP

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/base/unique_fd.hpp"
#include "common/files/files.hpp"
#include "tests/support/rounds.hpp"

/// What a bad disk does to a file, in place, and taken back.
namespace ptkt::tests {

/// A file that is damaged for a moment.
class Damage {
  public:
    explicit Damage(const files::Path& path)
        : text_(files::read_file(path, std::size_t{1} << 26U).value()),
          fd_(::open(path.c_str(), O_WRONLY | O_CLOEXEC)) {
        if (!fd_) throw std::runtime_error("open " + path.string());
    }

    /// Calls `look` once for each byte with one of its bits turned over, and with each of them when
    /// PTKT_ROUNDS is set.
    void each_flip(const std::function<void(std::size_t at)>& look) {
        const unsigned bits = rounds(1) > 1 ? 8 : 1;
        for (std::size_t at = 0; at < text_.size(); ++at) {
            for (unsigned bit = 0; bit < bits; ++bit) {
                const unsigned which = bits == 1 ? static_cast<unsigned>(at % 8) : bit;
                put(at, static_cast<char>(text_[at] ^ (1U << which)));
                look(at);
            }
            put(at, text_[at]);
        }
    }

    /// Calls `look` with the file cut off at each of its bytes.
    void each_cut(const std::function<void(std::size_t at)>& look) {
        for (std::size_t at = text_.size(); at-- > 0;) {
            if (::ftruncate(fd_.get(), static_cast<off_t>(at)) != 0)
                throw std::runtime_error("truncate");
            look(at);
        }
        if (::pwrite(fd_.get(), text_.data(), text_.size(), 0) !=
            static_cast<ssize_t>(text_.size()))
            throw std::runtime_error("write");
    }

  private:
    void put(std::size_t at, char byte) {
        if (::pwrite(fd_.get(), &byte, 1, static_cast<off_t>(at)) != 1)
            throw std::runtime_error("write");
    }

    std::string text_;
    base::UniqueFd fd_;
};

/// The files of a store that a decision rests on: all but the cache of used tickets, the locks, the
/// audit log, and the copies that only a repair reads.
inline std::vector<files::Path> decisive_files(const files::Path& root) {
    std::vector<files::Path> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        const std::string name = entry.path().filename().string();
        const bool other = name.starts_with("replay.") || name.ends_with("lock") ||
                           name == "audit.jsonl" || name == "audit.head" ||
                           entry.path().string().starts_with((root / "copies").string());
        if (entry.is_regular_file() && !other) found.push_back(entry.path());
    }
    return found;
}

}  // namespace ptkt::tests

#endif
