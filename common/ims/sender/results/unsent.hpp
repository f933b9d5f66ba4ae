#ifndef PTKT_IMS_SENDER_RESULTS_UNSENT_HPP
#define PTKT_IMS_SENDER_RESULTS_UNSENT_HPP

#include <optional>
#include <string>

#include "common/base/result.hpp"

namespace ptkt::ims_sender {

/// Keeps the messages that were not acknowledged in a file, in the form they were read in, so that
/// the file can be the input of the next run. Without such messages there is no file. A message
/// that was sent and never answered is kept too: whether it was taken cannot be known.
class Unsent {
  public:
    explicit Unsent(std::optional<std::string> path) : path_(std::move(path)) {}

    /// Removes the file of an earlier run.
    [[nodiscard]] base::Status begin() const;
    [[nodiscard]] base::Status keep(const std::string& original);
    /// Writes out what is still in memory.
    [[nodiscard]] base::Status flush();

  private:
    std::optional<std::string> path_;
    std::string pending_;
};

}  // namespace ptkt::ims_sender

#endif
