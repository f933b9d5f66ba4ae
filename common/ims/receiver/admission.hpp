#ifndef PTKT_IMS_RECEIVER_ADMISSION_HPP
#define PTKT_IMS_RECEIVER_ADMISSION_HPP

#include <map>
#include <span>
#include <vector>

#include "common/ims/receiver/partners.hpp"
#include "common/ims/receiver/transactions.hpp"

namespace ptkt::ims_receiver {

/// Decides who may send. Another IMS Connect is admitted once and is trusted from then on, an
/// ordinary client with every message. A message waits for the end of the turn, where all that came
/// in it are admitted with one durable record of their tickets. While another program holds the
/// replay cache it waits for more turns, up to `kLimit`; nobody else notices. One whose password is
/// to be compared or changed waits for that.
class Admission {
  public:
    static constexpr std::chrono::milliseconds kLimit{1'000};
    /// Passwords that wait to be compared: half of the room, so that others have some, too.
    static constexpr std::int64_t kMostOfOneSource = ims_sign_on::PasswordDesk::kMostWaiting / 2;

    Admission(Context& context, Gate& gate, Clients& clients, Arrivals& arrivals,
              Dialogue& dialogue, Partners& partners, Transactions& transactions)
        : context_(context),
          gate_(gate),
          clients_(clients),
          arrivals_(arrivals),
          dialogue_(dialogue),
          partners_(partners),
          transactions_(transactions) {}

    /// Whether the sender of a message must be admitted before it is taken.
    [[nodiscard]] bool is_needed(const ClientState& session, const ims_wire::Irm& irm) const;
    /// Whether he came in while nobody was checked (SETRACF OFF), and that is over.
    [[nodiscard]] bool is_unchecked(const ClientState& session) const {
        return gate_.checks() && session.identity && !session.identity->trusted;
    }
    /// Holds a message until its sender is admitted; `is_front`: the rest of it is still to come.
    void wait(ClientState& session, ims_wire::Request request, bool is_front = false);
    /// Takes what belongs to an MSC link, as soon as its sender may be heard; false: it is an
    /// ordinary message.
    [[nodiscard]] bool takes_for_link(ClientState& session, ims_wire::Request& request);
    /// At the end of a turn.
    void admit_waiting();
    /// Hears of passwords that have been compared or changed, from now on.
    [[nodiscard]] base::Status watch();
    /// Whether passwords are being compared or changed.
    [[nodiscard]] bool is_busy() const { return !at_desk_.empty(); }
    /// A connection is gone.
    void forget(ims_protocol::ConnectionId id);
    /// At the end of the program.
    void finish();

  private:
    struct Waiting {
        ims_protocol::ConnectionId connection;
        ims_wire::Request request;
        net::TimePoint since;
        bool is_front;
        std::string hash{};    ///< of the password that it is being compared with
        std::string source{};  ///< of what is being compared
        std::optional<authorization::PasswordCheck> check{};
    };
    [[nodiscard]] static bool is_comparison(const Waiting& one) { return !one.hash.empty(); }
    [[nodiscard]] bool is_crowded(const std::string& source) const;
    [[nodiscard]] bool is_held_back(const ClientState& session) const {
        return gate_.checks() && arrivals_.holds_back(session);
    }
    void admit_groups();
    void admit_group(std::span<Waiting> group);
    void admit_by_group(std::span<Waiting> group);
    void let_in_all(std::vector<Waiting>& group, std::vector<Gate::Verdict> verdicts,
                    std::chrono::steady_clock::time_point began);
    [[nodiscard]] std::vector<Gate::Verdict> verdicts_on(std::span<const Waiting> group);
    void let_in(Waiting& one, Gate::Verdict verdict);
    template <typename Step>
    void within_memory(ims_protocol::ConnectionId id, const Step& step);
    void refuse_overdue();
    [[nodiscard]] bool admit_to_link(Waiting& one);
    void ask_again_soon();
    [[nodiscard]] std::optional<Refusal> admitted(ClientState& session, const ims_wire::Irm& irm,
                                                  Gate::Verdict verdict);
    void tell_of(const ClientState& session, const ims_wire::Irm& irm);
    void tell_of_notes();
    void compare(Waiting& one, const Refusal& refused);
    void change(Waiting& one);
    void take_answers();
    void on_answer(Waiting& one, ims_sign_on::PasswordDesk::Answer& answer);

    Context& context_;
    Gate& gate_;
    Clients& clients_;
    Arrivals& arrivals_;
    Dialogue& dialogue_;
    Partners& partners_;
    Transactions& transactions_;
    std::vector<Waiting> waiting_;
    std::map<std::uint64_t, Waiting> at_desk_;  ///< by the number of what is being done for them
    std::uint64_t next_at_desk_ = 1;
    std::optional<net::Watch> desk_watch_;
    bool is_asked_again_ = false;
    std::int64_t asked_ = 0;  ///< sign-ons that the others of the group are asked about
    bool is_over_ = false;
};

}  // namespace ptkt::ims_receiver

#endif
