#ifndef PTKT_IMS_SENDER_MSC_MSC_ROUTE_HPP
#define PTKT_IMS_SENDER_MSC_MSC_ROUTE_HPP

#include <functional>
#include <optional>
#include <vector>

#include "common/ims/protocol/server.hpp"
#include "common/ims/sender/msc/msc_context.hpp"
#include "common/net/look_up.hpp"

namespace ptkt::ims_sender {

/// The way to the other side of an MSC link: its addresses, looked up for each start, since a
/// partner that was lost may come back elsewhere, and tried in turn.
class MscRoute {
  public:
    using Connection = ims_protocol::Connection;
    using Found = std::function<void(const base::Status&)>;

    /// `found` is called when the addresses are there, or with why they are not. All must outlive
    /// the route.
    MscRoute(const MscContext& context, ims_protocol::Server& server, Found found);

    void look_up();
    [[nodiscard]] bool is_looking_up() const { return look_up_.has_value(); }
    /// The first of the addresses that are left which can be begun with.
    [[nodiscard]] base::Result<Connection*> dial();
    /// Somebody was there, or no other address would do either.
    void settle() { is_unreached_ = false; }
    /// Nobody was there; perhaps at another address of the same name.
    [[nodiscard]] bool has_another() const { return is_unreached_ && next_ < addresses_.size(); }

  private:
    void on_answer();

    const MscContext& context_;
    ims_protocol::Server& server_;
    Found found_;
    net::Watch watch_;
    net::Timer limit_;
    std::optional<net::LookUp> look_up_;
    std::vector<net::Endpoint> addresses_;
    std::size_t next_ = 0;
    bool is_unreached_ = false;  ///< the last connection ended before anything came on it
};

}  // namespace ptkt::ims_sender

#endif
