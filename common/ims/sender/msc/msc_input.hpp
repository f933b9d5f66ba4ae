#ifndef PTKT_IMS_SENDER_MSC_MSC_INPUT_HPP
#define PTKT_IMS_SENDER_MSC_MSC_INPUT_HPP

#include "common/ims/sender/input/reader.hpp"
#include "common/ims/sender/msc/msc_context.hpp"
#include "common/ims/sender/msc/msc_ledger.hpp"
#include "common/net/loop.hpp"

namespace ptkt::ims_sender {

/// The sender of what is read.
class MscOutlet {
  public:
    virtual ~MscOutlet() = default;
    /// Whether the link takes one more message.
    [[nodiscard]] virtual bool has_room() const = 0;
    virtual void send(Message message) = 0;
    /// All of the input was sent.
    virtual void on_input_end() = 0;
};

/// The input of a sender over MSC: read while the link has room, as far as that needs no waiting.
class MscInput {
  public:
    /// All of these must outlive it.
    MscInput(const MscContext& context, MscLedger& ledger, Reader& reader, MscOutlet& outlet,
             net::Loop& loop);

    /// Reads, unless it has ended or there is no room.
    void go_on();
    /// Reads no more for now.
    void pause() { watch_.clear(); }
    /// Nothing more of it is sent.
    void end();
    [[nodiscard]] bool has_ended() const { return ended_; }
    /// Nothing is to be done with the rest of it.
    void forget_rest() { is_read_ = true; }
    /// What is left of it is unsent.
    void keep_rest(const std::string& why);

  private:
    void on_ready();
    void take_ready();
    void take_next();

    const MscContext& context_;
    MscLedger& ledger_;
    Reader& reader_;
    MscOutlet& outlet_;
    net::Watch watch_;
    net::Timer soon_;  ///< what was read already is taken
    bool ended_ = false;
    bool is_read_ = false;  ///< to its end
};

}  // namespace ptkt::ims_sender

#endif
