#ifndef PTKT_IMS_SENDER_SENDER_HPP
#define PTKT_IMS_SENDER_SENDER_HPP

#include "common/ims/sender/input/reader.hpp"
#include "common/ims/sender/window.hpp"

namespace ptkt::ims_sender {

/// Sends messages by an RMTIMSCON statement, or several in turn, so many at a time as there are to
/// be sockets in use and one on each, and says for every message what became of it. After a refusal
/// (but for `keep_going`), or when the other side is not to be reached, nothing more is sent; the
/// messages that are left are told and kept as unsent.
///
/// It works in rounds: read what there is room for; record that in the journal, together with the
/// answers of the round before; tell those; send; wait. So a round has one sync, and nothing is
/// sent or told that is not in the journal. Whatever has to wait holds up nothing else.
class Sender {
  public:
    /// What the context refers to, and the reader, must outlive it.
    Sender(Context context, Reader& reader, std::optional<SentJournal> journal);
    /// By several connections in turn, which have the host, settings and loop of the first.
    Sender(std::vector<Context> routes, Reader& reader, std::optional<SentJournal> journal);
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    /// Sends all that the reader has, and hears the answers.
    void run();
    /// Nothing more is read or sent, and what is on its way has its answer; for a signal.
    void stop();
    /// What is left to do after `run`, and how it all ended.
    [[nodiscard]] base::Result<Verdict> finish();

    /// `run` step by step: its beginning, and a round with its wait, until it is over.
    void begin();
    [[nodiscard]] bool is_over() const;
    void round();

  private:
    [[nodiscard]] bool input_has_ended() const { return input_ended_ || !ledger_.wants_rest(); }
    [[nodiscard]] bool wants_input();
    void read();
    void take(base::Result<std::optional<Message>> next);
    void take_malformed(const base::Error& error);
    void assign(Message message);
    void await_input();
    void on_input();
    void wait();

    Routes routes_;
    const Context& context_;
    Ledger ledger_;
    Window window_{routes_, ledger_};
    Reader& reader_;
    net::Watch input_{context_.loop, [this] { on_input(); }};
    bool input_ended_ = false;
    bool awaits_input_ = false;
};

}  // namespace ptkt::ims_sender

#endif
