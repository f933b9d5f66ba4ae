#ifndef PTKT_IMS_RECEIVER_TRUST_HPP
#define PTKT_IMS_RECEIVER_TRUST_HPP

#include "common/ims/receiver/clients.hpp"
#include "common/ims/receiver/partners.hpp"

namespace ptkt::ims_receiver {

/// Takes trust back: by time, and from users who have lost their standing. Where nobody was checked
/// for a while, ends what those may not keep who came in then.
class Trust {
  public:
    Trust(Context& context, Gate& gate, Clients& clients, Partners& partners)
        : context_(context), gate_(gate), clients_(clients), partners_(partners) {}

    /// Looks at it from now on, if one of the settings asks for that.
    void watch();
    /// Everybody is checked again (SETRACF ON): who came in unchecked keeps no link, and gets no
    /// more output. What is under way ends with its reply; the next message is checked as every
    /// other.
    void end_unchecked();

  private:
    /// The standing of users in one round: each is read once.
    using Standing = std::map<std::string, std::string_view>;
    void look();
    [[nodiscard]] std::string lost_by(const std::string& user, net::TimePoint since,
                                      Standing* standing);
    void look_at_links(MscLinks& links, Standing* standing);
    void end(ClientState& session, std::string_view why);
    void end_unchecked(ClientState& session);
    void end(MscLinks& links, const ims_msc::LinkState& link, const std::string& why);

    Context& context_;
    Gate& gate_;
    Clients& clients_;
    Partners& partners_;
    net::TimePoint recheck_at_{};
};

}  // namespace ptkt::ims_receiver

#endif
