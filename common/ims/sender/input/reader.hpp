#ifndef PTKT_IMS_SENDER_INPUT_READER_HPP
#define PTKT_IMS_SENDER_INPUT_READER_HPP

#include <optional>

#include "common/ims/sender/input/message.hpp"
#include "common/ims/sender/settings.hpp"

namespace ptkt::ims_sender {

/// Where messages are read: a descriptor that somebody else closes, and what errors call it.
struct Source {
    int fd = -1;
    std::string name;
};

/// Reads messages one after the other, in the form that was asked for, as they come: a message that
/// is not whole yet holds nothing up.
class Reader {
  public:
    Reader(Source source, const Settings& settings)
        : source_(std::move(source)), settings_(settings) {}

    /// Takes what the input has, once; for those who know that it has something. Io: it failed.
    [[nodiscard]] base::Status read_some();
    /// True when `next` will not wait for whoever writes the input.
    [[nodiscard]] bool is_ready();
    /// The next message, nothing at the end. Malformed: this one makes no message, with its place
    /// in the text; `last` is what was read, and the next call goes on after it. Any other error
    /// ends the input.
    [[nodiscard]] base::Result<std::optional<Message>> next();

    /// The number and the text of what `next` gave, as it was read; until the next call of either.
    [[nodiscard]] std::int64_t number() const { return number_; }
    [[nodiscard]] const std::string& last() const { return last_; }
    /// What is read, for those who wait for it.
    [[nodiscard]] int fd() const { return source_.fd; }

  private:
    using Next = base::Result<std::optional<Message>>;

    /// What the unread bytes begin with.
    enum class Head { Part, Whole, TooLong, Wrong };

    [[nodiscard]] Head head_of_line();
    [[nodiscard]] Head head_of_raw();
    [[nodiscard]] std::string_view unread() const {
        return std::string_view(buffer_).substr(begin_);
    }
    void take(std::size_t length);
    /// What the input has next; nothing when it is not whole, or was passed over.
    [[nodiscard]] std::optional<Next> look_for_line();
    [[nodiscard]] std::optional<Next> look_for_raw();
    [[nodiscard]] std::optional<Next> next_of(std::string_view line);
    [[nodiscard]] Next message_of(std::string_view line) const;
    [[nodiscard]] Next too_long_line();
    [[nodiscard]] Next wrong_raw();

    Source source_;
    const Settings& settings_;
    std::string buffer_;
    std::size_t begin_ = 0;    ///< of what is unread in the buffer
    std::size_t scanned_ = 0;  ///< how much of the unread is known to be a part only
    std::size_t taken_ = 0;    ///< bytes of the input before what is unread
    std::size_t line_ = 0;
    bool ended_ = false;
    bool skips_line_ = false;  ///< the rest of a line that was too long
    std::int64_t number_ = 0;
    std::string last_;
    std::optional<Next> next_;  ///< what `next` is going to give
};

}  // namespace ptkt::ims_sender

#endif
