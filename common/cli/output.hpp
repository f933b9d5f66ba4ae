#ifndef PTKT_CLI_OUTPUT_HPP
#define PTKT_CLI_OUTPUT_HPP

#include <optional>
#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/base/unique_fd.hpp"

namespace ptkt::cli {

/// Writes to a descriptor, many small pieces at a time. The first failure is kept: everything after
/// it fails the same way, so a program may check each step, or leave it to the end, where
/// `run_body` turns it into a message and an exit status.
class OutputFile {
  public:
    OutputFile() = default;
    /// A descriptor that somebody else closes; `name` is what messages call it.
    OutputFile(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}
    /// A descriptor of its own. It is for the owner to flush before the end: the destructor of an
    /// output could tell nobody that the disk is full.
    OutputFile(base::UniqueFd fd, std::string name)
        : owned_(std::move(fd)), fd_(owned_.get()), name_(std::move(name)) {}

    base::Status append(std::string_view text);
    /// Hands everything to the system.
    base::Status flush();

    /// Flush after each `append` that ends a line: for readers who wait for each answer.
    void set_line_buffered(bool yes) { line_buffered_ = yes; }

    /// The first failure, or nothing.
    [[nodiscard]] const std::optional<base::Error>& failure() const { return failure_; }
    /// The failure was that nobody reads any more (EPIPE): a reason to stop, and to end with 74,
    /// none to complain.
    [[nodiscard]] bool reader_gone() const { return reader_gone_; }
    [[nodiscard]] int fd() const { return fd_; }
    [[nodiscard]] const std::string& name() const { return name_; }

  private:
    base::Status state() const;
    void write_out();

    base::UniqueFd owned_;
    int fd_ = -1;
    std::string name_;
    std::string pending_;
    std::optional<base::Error> failure_;
    bool reader_gone_ = false;
    bool line_buffered_ = false;
};

}  // namespace ptkt::cli

#endif
