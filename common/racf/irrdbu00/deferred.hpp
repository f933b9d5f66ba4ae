#ifndef PTKT_RACF_IRRDBU00_DEFERRED_HPP
#define PTKT_RACF_IRRDBU00_DEFERRED_HPP

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

#include "common/base/result.hpp"
#include "common/files/scratch.hpp"

namespace ptkt::irrdbu00 {

/// Lines that wait for the record that they belong to, with their numbers, in a file without a
/// name: of an unload in reverse order these are nearly all.
class Deferred {
  public:
    explicit Deferred(files::Path directory) : directory_(std::move(directory)) {}

    [[nodiscard]] base::Status add(std::size_t number, std::string_view line);

    using Visit = std::function<base::Status(std::size_t number, std::string_view line)>;
    /// All lines in the order in which they were added.
    [[nodiscard]] base::Status each(const Visit& visit);

  private:
    files::Path directory_;
    std::optional<files::Scratch> lines_;  ///< made when the first line comes
};

}  // namespace ptkt::irrdbu00

#endif
