#ifndef PTKT_IMS_SENDER_SENDER_HPP
#define PTKT_IMS_SENDER_SENDER_HPP

#include <deque>
#include <vector>

#include "common/ims/sender/backoff.hpp"
#include "common/ims/sender/queue.hpp"
#include "common/ims/sender/reader.hpp"
#include "common/ims/sender/results.hpp"
#include "common/ims/sender/send_socket.hpp"
#include "common/ims/sender/sent_journal.hpp"
#include "common/net/loop.hpp"

namespace ptkt::ims_sender {

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
    /// `ack_limit`: how long an acknowledgment may take; `wrap` protects the connections.
    Sender(Host& host, const Settings& settings, const ims_config::RmtImsCon& connection,
           Tickets& tickets, base::Seconds ack_limit, const net::Wrap& wrap, net::Loop& loop);

    /// Sends all that the reader has, and hears the answers.
    void run(Reader& reader, std::optional<SentJournal> journal);
    /// Nothing more is read or sent, and what is on its way has its answer; for a signal.
    void stop();
    /// What is left to do after `run`, and how it all ended.
    [[nodiscard]] base::Result<Verdict> finish();

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
    void stop(base::ErrorKind kind);
    void stop(Verdict::Worst worst);
    void results_lost();
    void keep(const base::Status& status);

    Host& host_;
    const Settings& settings_;
    const ims_config::RmtImsCon& connection_;
    Tickets& tickets_;
    base::Seconds ack_limit_;
    net::Loop& loop_;
    std::deque<Slot> slots_;
    std::optional<SentJournal> journal_;
    Queue queue_;
    Results results_;
    Tries tries_;
    bool input_ended_ = false;
    bool stopped_ = false;
    bool results_lost_ = false;
    std::string why_stopped_;
    TimePoint slot_free_at_;  ///< when a socket that only lacks its ticket can be used
    base::Status done_;       ///< what keeps the run from going on
};

}  // namespace ptkt::ims_sender

#endif
