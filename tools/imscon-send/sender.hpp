#ifndef PTKT_TOOLS_IMSCON_SEND_SENDER_HPP
#define PTKT_TOOLS_IMSCON_SEND_SENDER_HPP

#include <deque>
#include <vector>

#include "common/cli/exit_status.hpp"
#include "tools/imscon-send/journal.hpp"
#include "tools/imscon-send/link.hpp"
#include "tools/imscon-send/queue.hpp"
#include "tools/imscon-send/reader.hpp"

namespace ptkt::imscon_send {

/// Sends messages by one RMTIMSCON statement, so many at a time as there are to be sockets in use
/// and one on each, and says for every message what became of it. After a refusal, or when the
/// other side is not to be reached, nothing more is sent; the messages that are left are told and
/// kept as unsent.
///
/// It works in rounds: read what there is room for; record that in the journal, together with the
/// answers of the round before; tell those; send; wait. So a round has one sync, and nothing is
/// sent or told that is not in the journal.
class Sender {
  public:
    /// `ack_limit`: how long an acknowledgment may take; `wrap` protects the connections.
    Sender(cli::Io& io, const Options& options, const ims_config::RmtImsCon& connection,
           Tickets& tickets, base::Seconds ack_limit, const stream::Wrap& wrap);

    [[nodiscard]] cli::ExitStatus run(Reader& reader, std::optional<Journal> journal);

  private:
    using TimePoint = ims_connection::TimePoint;

    /// A send socket, and the message that is on it.
    struct Slot {
        Link link;
        std::optional<Message> message;
        bool again = false;    ///< an earlier run has sent the message too
        bool is_sent = false;  ///< its answer is waited for
        TimePoint until;       ///< when the answer is late, or the idle socket is closed
    };

    void open_reserved();
    [[nodiscard]] bool is_over() const;
    [[nodiscard]] std::size_t busy() const;
    [[nodiscard]] Slot* free_slot();
    [[nodiscard]] bool wants_input();
    void read(Reader& reader);
    void take(Reader& reader, base::Result<std::optional<Message>> next);
    void assign(Message message);
    void refuse_malformed(Reader& reader, const base::Error& error);
    [[nodiscard]] Before known_of(std::int64_t number, std::string_view original);
    void tell();
    void send();
    void send(Slot& slot);
    [[nodiscard]] base::Status send_with_retries(Slot& slot);
    void wait(Reader& reader);
    [[nodiscard]] TimePoint next_deadline() const;
    [[nodiscard]] std::vector<std::size_t> wait_for(const std::vector<int>& descriptors,
                                                    TimePoint until);
    void receive(Slot& slot);
    [[nodiscard]] Result outcome(Slot& slot);
    [[nodiscard]] Result refused(Slot& slot, const ims_wire::Rsm& rsm);
    [[nodiscard]] Result lost(Slot& slot, const base::Error& error);
    void close_idle();
    void done(Slot& slot, Result result);
    void stop(cli::ExitStatus status);
    void keep(const base::Status& status);
    [[nodiscard]] bool may_try_again();

    cli::Io& io_;
    const Options& options_;
    const ims_config::RmtImsCon& connection_;
    Tickets& tickets_;
    base::Seconds ack_limit_;
    std::deque<Slot> slots_;
    std::optional<Journal> journal_;
    Queue queue_;
    Results results_;
    std::int64_t retries_left_;
    bool input_ended_ = false;
    bool input_is_ready_ = false;
    bool stopped_ = false;
    std::string why_stopped_;
    base::Status done_;  ///< what keeps the run from going on
};

}  // namespace ptkt::imscon_send

#endif
