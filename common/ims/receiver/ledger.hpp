#ifndef PTKT_IMS_RECEIVER_LEDGER_HPP
#define PTKT_IMS_RECEIVER_LEDGER_HPP

#include <memory>

#include "common/ims/receiver/context.hpp"
#include "common/ims/receiver/keeper.hpp"

namespace ptkt::ims_receiver {

/// Where messages go when no application takes them: the output, or the spool. They are safe there
/// at the end of the turn, and only then do answers leave.
class Ledger {
  public:
    explicit Ledger(Context& context) : context_(context) {}

    /// Of the settings, once there is a loop.
    [[nodiscard]] base::Status open_spool();
    void keep(const Taken& taken);
    /// Makes safe what came in this turn; Blocked: not yet, since its reader takes nothing now.
    [[nodiscard]] Outlet::Flushed commit();
    /// At the end: waits for the reader of the output, until `stop_fd` is readable.
    void finish(int stop_fd);
    /// Whether something could not be written, which ends the run.
    [[nodiscard]] bool has_failed() const { return has_failed_; }

  private:
    void finish_spool();
    void fail(const base::Error& why);
    void output_failed();
    void watch_output(bool wanted);

    Context& context_;
    std::unique_ptr<Keeper> keeper_;
    bool watches_output_ = false;
    bool has_failed_ = false;
};

}  // namespace ptkt::ims_receiver

#endif
