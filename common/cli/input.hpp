#ifndef PTKT_CLI_INPUT_HPP
#define PTKT_CLI_INPUT_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/unique_fd.hpp"

namespace ptkt::cli {

/// Reads lines or all of a descriptor. The memory that lines need is bounded by the longest allowed
/// line, however long the input is.
class Input {
  public:
    static constexpr std::size_t kMaxLine = std::size_t{64} << 10;

    Input() = default;
    Input(Input&&) noexcept = default;
    Input& operator=(Input&&) noexcept = default;
    ~Input();
    /// A descriptor that somebody else closes; `name` is what messages call it.
    Input(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}
    /// A descriptor of its own.
    Input(base::UniqueFd fd, std::string name)
        : owned_(std::move(fd)), fd_(owned_.get()), name_(std::move(name)) {}

    /// The next line without its end (`\n` or `\r\n`), nothing at the end of the input. The last
    /// line counts without a newline too. The view holds until the next call. A line that is longer
    /// than `max_line` is Malformed, and the call after it gives the line that follows.
    base::Result<std::optional<std::string_view>> line();

    /// Makes this a text as people write it on any system: waits for the first line, passes over a
    /// byte order mark of UTF-8, and takes a final X'1A' as the end. Malformed, with the command
    /// that converts it, when it is in UTF-16 or EBCDIC.
    base::Status begin_text();
    /// Only the last of these.
    void set_text() { is_text_ = true; }

    /// All that is left; more than `limit` bytes are Malformed.
    base::Result<std::string> read_all(std::size_t limit);

    /// The number of the line that `line` gave last, counted from 1.
    [[nodiscard]] std::size_t line_number() const { return line_number_; }
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] int fd() const { return fd_; }
    /// True when a whole line, or the end, can be had without waiting for the descriptor.
    [[nodiscard]] bool line_is_buffered() const;
    void set_max_line(std::size_t bytes) { max_line_ = bytes; }
    /// Lines that were taken, and all at the end, are wiped: they may hold secrets.
    void set_wiping() { wiping_ = true; }

  private:
    base::Status fill();
    void make_room();
    base::Status skip_line();
    std::string_view take(std::size_t length, std::size_t with_end);
    [[nodiscard]] std::string_view unread() const;

    base::UniqueFd owned_;
    int fd_ = -1;
    std::string name_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::size_t line_number_ = 0;
    std::size_t max_line_ = kMaxLine;
    bool ended_ = false;
    bool is_text_ = false;
    bool wiping_ = false;
    std::size_t wiped_ = 0;  ///< up to here, of what was taken
};

}  // namespace ptkt::cli

#endif
