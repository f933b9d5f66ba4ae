#ifndef PTKT_TOOLS_IMSCON_SEND_SENDER_HPP
#define PTKT_TOOLS_IMSCON_SEND_SENDER_HPP

#include <deque>
#include <vector>

#include "common/cli/exit_status.hpp"
#include "tools/imscon-send/backoff.hpp"
#include "tools/imscon-send/hang_up.hpp"
#include "tools/imscon-send/queue.hpp"
#include "tools/imscon-send/reader.hpp"
#include "tools/imscon-send/send_socket.hpp"
#include "tools/imscon-send/sent_journal.hpp"

namespace ptkt::imscon_send {

/// Sends messages by one RMTIMSCON statement, so many at a time as there are to be sockets in use
/// and one on each, and says for every message what became of it. After a refusal (but for
/// --keep-going), or when the other side is not to be reached, nothing more is sent; the messages
/// that are left are told and kept as unsent.
///
/// It works in rounds: read what there is room for; record that in the journal, together with the
/// answers of the round before; tell those; send; wait. So a round has one sync, and nothing is
/// sent or told that is not in the journal. Whatever has to wait, for the second of its ticket, for
/// the end of a pause or for the rest of an answer or a message, holds up nothing else.
class Sender {
  public:
    /// `ack_limit`: how long an acknowledgment may take; `wrap` protects the connections, and
    /// `hang_up` renews what it does that with.
    Sender(cli::Io& io, const Options& options, const ims_config::RmtImsCon& connection,
           Tickets& tickets, base::Seconds ack_limit, const net::Wrap& wrap, HangUp& hang_up);

    [[nodiscard]] cli::ExitStatus run(Reader& reader, std::optional<SentJournal> journal);

  private:
    using TimePoint = net::TimePoint;

    /// A send socket, and the message that is on it.
    struct Slot {
        SendSocket socket;
        std::optional<Message> message{};
        bool again = false;    ///< an earlier run has sent the message too
        bool is_sent = false;  ///< there is an exchange about it
        std::optional<ims_protocol::ClientDialogue> dialogue{};
        /// What the last answer asks for, while its ACK or NAK is still to be sent.
        std::optional<ims_protocol::ClientStep> step{};
        std::optional<ims_wire::Response> response{};  ///< the last answer
        bool has_reply = false;                        ///< its reply was told
        TimePoint until{};       ///< when the answer is late, or the idle socket is closed
        TimePoint not_before{};  ///< the second of a ticket, or the end of a pause
        Backoff backoff{};

        [[nodiscard]] bool is_heard() const { return message && is_sent && !step; }
        /// When there is something to do for it at the latest.
        [[nodiscard]] TimePoint deadline(bool closes_idle) const;
    };

    void open_reserved();
    void go_on_reserved();
    void go_on_reserved(Slot& slot);
    [[nodiscard]] bool is_over() const;
    [[nodiscard]] std::size_t busy() const;
    [[nodiscard]] Slot* best_slot();
    [[nodiscard]] bool has_free_slot();
    [[nodiscard]] bool wants_input();
    void read(Reader& reader);
    void take(Reader& reader, base::Result<std::optional<Message>> next);
    void assign(Message message);
    void refuse_malformed(Reader& reader, const base::Error& error);
    [[nodiscard]] Before known_of(std::int64_t number, std::string_view original);
    void tell();
    void send();
    void send(Slot& slot);
    [[nodiscard]] bool waits_for_ticket(Slot& slot, bool is_needed);
    [[nodiscard]] bool retries(Slot& slot, const base::Error& error);
    void begin_exchange(Slot& slot);
    void send_answer(Slot& slot);
    void wait(Reader& reader);
    [[nodiscard]] TimePoint next_deadline() const;
    [[nodiscard]] bool is_watched(const Slot& slot) const;
    [[nodiscard]] std::vector<std::size_t> wait_for(const std::vector<net::Awaited>& awaited,
                                                    TimePoint until);
    void on_signal();
    void hear(Slot& slot);
    void hear_unasked(Slot& slot);
    void take_answer(Slot& slot, ims_wire::Response response);
    [[nodiscard]] base::Status tell_output(Slot& slot);
    void untold(Slot& slot, const base::Error& error);
    void end_exchange(Slot& slot, const ims_protocol::ClientStep& step);
    [[nodiscard]] MessageResult acknowledged(const Slot& slot);
    [[nodiscard]] MessageResult refused(Slot& slot);
    [[nodiscard]] MessageResult lost(Slot& slot, const base::Error& error);
    void refused_unasked(const SendSocket& socket, const ims_wire::Response& response);
    void finish_send_only();
    void close_idle();
    void done(Slot& slot, MessageResult result);
    void stop(cli::ExitStatus status);
    void results_lost();
    void keep(const base::Status& status);
    [[nodiscard]] bool may_try_again();

    cli::Io& io_;
    const Options& options_;
    const ims_config::RmtImsCon& connection_;
    Tickets& tickets_;
    base::Seconds ack_limit_;
    HangUp& hang_up_;
    std::optional<cli::Signals> signals_;  ///< SIGINT and SIGTERM, until one has come
    std::deque<Slot> slots_;
    std::optional<SentJournal> journal_;
    Queue queue_;
    Results results_;
    std::int64_t retries_left_;
    bool input_ended_ = false;
    bool stopped_ = false;
    bool results_lost_ = false;
    std::string why_stopped_;
    TimePoint slot_free_at_;  ///< when a socket that only lacks its ticket can be used
    base::Status done_;       ///< what keeps the run from going on
};

}  // namespace ptkt::imscon_send

#endif
