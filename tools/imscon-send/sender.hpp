#ifndef PTKT_TOOLS_IMSCON_SEND_SENDER_HPP
#define PTKT_TOOLS_IMSCON_SEND_SENDER_HPP

#include <deque>
#include <vector>

#include "common/cli/exit_status.hpp"
#include "tools/imscon-send/link.hpp"
#include "tools/imscon-send/reader.hpp"
#include "tools/imscon-send/results.hpp"

namespace ptkt::imscon_send {

/// Sends messages over one link or several in turn, at most one unanswered on each, and says for
/// every message in its order what became of it. After a refusal, or when the other side is not to
/// be reached, nothing more is sent; the messages that are left are told and kept as unsent.
class Sender {
  public:
    Sender(cli::Io& io, const Options& options, const ims_config::RmtImsCon& connection,
           Tickets& tickets);

    [[nodiscard]] cli::ExitStatus run(Reader& reader);

  private:
    struct Waiting {
        Message message;
        Link* link;
    };

    [[nodiscard]] base::Status handle(Reader& reader, base::Result<std::optional<Message>> next);
    [[nodiscard]] base::Status handle(Message message);
    [[nodiscard]] base::Status start(Link& link, Message message);
    [[nodiscard]] base::Status send_with_retries(Link& link, const Message& message);
    [[nodiscard]] base::Status complete_first();
    [[nodiscard]] base::Status complete_all();
    [[nodiscard]] Result outcome(Link& link, std::int64_t number);
    void stop(cli::ExitStatus status);
    [[nodiscard]] bool may_try_again();

    cli::Io& io_;
    const Options& options_;
    std::deque<Link> links_;
    std::size_t next_link_ = 0;
    std::deque<Waiting> waiting_;
    Results results_;
    std::int64_t retries_left_;
    bool stopped_ = false;
    std::string why_stopped_;
};

}  // namespace ptkt::imscon_send

#endif
