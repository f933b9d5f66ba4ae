#ifndef PTKT_TOOLS_IMSCON_SEND_READER_HPP
#define PTKT_TOOLS_IMSCON_SEND_READER_HPP

#include <optional>

#include "common/cli/input.hpp"
#include "tools/imscon-send/message.hpp"
#include "tools/imscon-send/options.hpp"

namespace ptkt::imscon_send {

/// Reads messages one after the other, in the form that was asked for.
class Reader {
  public:
    Reader(cli::Input input, const Options& options)
        : input_(std::move(input)), options_(options) {}

    /// The next message, nothing at the end. Malformed: this one makes no message, with its place
    /// in the text; `last` is what was read, and the next call goes on behind it. Any other error
    /// ends the input.
    [[nodiscard]] base::Result<std::optional<Message>> next();

    /// The number and the text of what `next` read last, as it was read.
    [[nodiscard]] std::int64_t number() const { return number_; }
    [[nodiscard]] const std::string& last() const { return last_; }
    /// True when `next` will not wait for whoever writes the input.
    [[nodiscard]] bool is_ready() const;
    /// What is read, for those who wait for it.
    [[nodiscard]] int fd() const { return input_.fd(); }

  private:
    using Next = base::Result<std::optional<Message>>;

    [[nodiscard]] Next next_line();
    [[nodiscard]] Next next_raw();
    [[nodiscard]] Next message_of(std::string_view line) const;

    cli::Input input_;
    const Options& options_;
    std::int64_t number_ = 0;
    std::string last_;
    std::optional<std::string> raw_;  ///< all of a raw input
    std::size_t raw_at_ = 0;
};

}  // namespace ptkt::imscon_send

#endif
