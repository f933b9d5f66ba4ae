#ifndef PTKT_IMS_RECEIVER_KEEPER_HPP
#define PTKT_IMS_RECEIVER_KEEPER_HPP

#include <memory>

#include "common/files/spool/spool.hpp"
#include "common/net/loop.hpp"

namespace ptkt::ims_receiver {

/// `--spool`: keeps messages, all of a turn by one sync, and makes files of them beside the other
/// work: a few at a time while there is much to do, more when the journal gets long. Every few
/// seconds it is made durable that they were made.
class Keeper {
  public:
    Keeper(spool::Spool spool, net::Loop& loop) : spool_(std::move(spool)), loop_(loop) {}

    void add(std::string_view message) {
        spool_.add(message);
        ++added_;
    }
    /// At the end of a turn. After a failure nothing that was added since may be acknowledged.
    [[nodiscard]] base::Status commit();
    /// At the end of the program.
    [[nodiscard]] base::Status finish();

  private:
    void deliver_later();
    void settle_later();

    spool::Spool spool_;
    net::Loop& loop_;
    std::size_t added_ = 0;
    bool is_due_ = false;  ///< the loop is going to call
    bool settling_is_due_ = false;
    base::Status delivered_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace ptkt::ims_receiver

#endif
